/**
 * What depends on a language: numbers, letter case, names of months and days, dates in and out, plural forms. English
 * is written out here, other languages
 * come from ICU's data. Immutable and without I/O.
 */
package scriptorium.wikitext.language;
