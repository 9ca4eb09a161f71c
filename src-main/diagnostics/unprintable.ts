/**
 * Characters that could move the cursor, colour the screen, ring the bell or turn the reading direction: C0 and C1 controls, DEL,
 * line and paragraph separators, bidirectional controls, and the byte order mark. Callers choose their names.
 */
export const UNPRINTABLE = /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;
