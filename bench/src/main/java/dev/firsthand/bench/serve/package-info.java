/// Days that are stepped from outside: by a learner over a socket, by a person on a page.
///
/// In: a suite, and what the one outside asks for or decides. Out: what a policy would see, what was earned so far, and
/// for a person's day the traces of a bundle. It knows neither sockets nor HTTP.
/// Never: a goal, a twist or a seed in what is shown; a day that steps by itself.
@NullMarked
package dev.firsthand.bench.serve;

import org.jspecify.annotations.NullMarked;
