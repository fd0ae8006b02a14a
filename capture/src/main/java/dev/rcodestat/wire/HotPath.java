package dev.rcodestat.wire;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// A promise: this method runs for every frame or message, and allocates nothing.
///
/// No streams, no capturing lambdas, no boxing, no varargs, no iterators, no `String`, no logging,
/// no exceptions for what the wire holds. A test proves 0 octets allocated per message.
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface HotPath {}
