package dev.rcodestat.zone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rcodestat.samples.MessageBuilder;
import dev.rcodestat.wire.OctetKey;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.Test;

/// The library with the list is not touched before there is a question for it.
class LazyListTest {
  @Test
  void libraryIsLoadedWithTheFirstQuestion() throws ReflectiveOperationException {
    Recording loader = new Recording();
    ToIntFunction<OctetKey> finder = finder(loader);
    OctetKey key = new OctetKey();
    key.set(MessageBuilder.name("example.com"));
    assertThat(finder.applyAsInt(key)).isEqualTo(key.length());
    assertThat(loader.ofTheLibrary).isEmpty();

    key.set(MessageBuilder.name("www.example.com"));
    assertThat(finder.applyAsInt(key)).isEqualTo(key.length() - 4);
    assertThat(loader.ofTheLibrary).contains("com.google.common.net.InternetDomainName");
  }

  /// A finder whose classes, with all that they need, are loaded anew.
  @SuppressWarnings("unchecked")
  private static ToIntFunction<OctetKey> finder(ClassLoader loader)
      throws ReflectiveOperationException {
    return (ToIntFunction<OctetKey>)
        loader.loadClass(Finder.class.getName()).getDeclaredConstructor().newInstance();
  }

  /// What the test can call, whichever class loader it is of.
  public static final class Finder implements ToIntFunction<OctetKey> {
    private final ZoneFinder finder = new ZoneFinder();

    @Override
    public int applyAsInt(OctetKey name) {
      return finder.octets(name);
    }
  }

  /// Loads the package anew, and notes what it loads of the library.
  private static final class Recording extends ClassLoader {
    private final List<String> ofTheLibrary = new ArrayList<>();

    Recording() {
      super(LazyListTest.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (name.startsWith("com.google.common.")) {
        ofTheLibrary.add(name);
      }
      Class<?> loaded = findLoadedClass(name);
      boolean isOurs = name.startsWith("dev.rcodestat.zone.");
      return loaded == null && isOurs ? define(name) : super.loadClass(name, resolve);
    }

    private Class<?> define(String name) {
      try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
        byte[] octets = Objects.requireNonNull(in).readAllBytes();
        return defineClass(name, octets, 0, octets.length);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
