/** Up to so many wrong letters, a name is taken for a known one with a typing mistake. */
export const TYPING_MISTAKES = 2;
