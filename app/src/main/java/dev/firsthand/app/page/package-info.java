/// Page: what every page for people shares: its look, its words, the cookie by which a browser is known again, and
/// the guard against forms of other sites.
///
/// In: templates and what they show. Out: whole pages and small files.
/// Never: knows a room of the engine beyond its names of people, or decides who may see what.
@NullMarked
package dev.firsthand.app.page;

import org.jspecify.annotations.NullMarked;
