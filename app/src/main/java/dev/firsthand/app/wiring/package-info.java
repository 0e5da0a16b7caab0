/// Wiring: which implementation is used where, and in which order everything starts and stops.
///
/// In: arguments, the data folder and its settings. Out: a running program.
/// Never: decides anything that a room decides; nothing imports it.
@NullMarked
package dev.firsthand.app.wiring;

import org.jspecify.annotations.NullMarked;
