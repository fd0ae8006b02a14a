package dev.rcodestat.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rcodestat.packet.FrameVerdict;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LedgerBucketTest {
  @ParameterizedTest
  @EnumSource
  void aNameThatRenderersKnowIsOneOfTheLedger(LedgerBucket bucket) {
    assertThat(Arrays.stream(FrameVerdict.values()).map(FrameVerdict::label))
        .contains(bucket.label());
  }
}
