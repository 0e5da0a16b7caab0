/// Strain: what recording did to the body of the person who recorded.
///
/// In: the gravity that the phone felt, and the motion that a suit wrote. Out: readings for that person alone,
/// and advice to rest. Never: is known to whoever judges, pays, ranks or releases a recording; a test reads the
/// imports.
@NullMarked
package dev.firsthand.engine.strain;

import org.jspecify.annotations.NullMarked;
