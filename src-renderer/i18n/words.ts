import { en } from './en.ts';

/** English's shape with the texts left open: what every language's catalogue must fulfil. */
type Shape<Catalogue> = {
  readonly [Key in keyof Catalogue]: Catalogue[Key] extends string
    ? string
    : Catalogue[Key] extends (...given: infer Given) => string
      ? (...given: Given) => string
      : Shape<Catalogue[Key]>;
};
export type Words = Shape<typeof en>;

const catalogues: ReadonlyMap<string, Words> = new Map<string, Words>([['en', en]]);

/** `en` of `en-GB`; `null` for a tag that is none, such as the `C` of a bare system. */
function languageOf(tag: string): string | null {
  try {
    return new Intl.Locale(tag).language;
  } catch {
    return null;
  }
}

/** The first of the person's languages that there is a catalogue for; else English. */
export function chooseLanguage(wanted: readonly string[], known: Iterable<string> = catalogues.keys()): string {
  const languages = new Set(known);
  for (const tag of wanted) {
    const language = languageOf(tag);
    if (language !== null && languages.has(language)) return language;
  }
  return 'en';
}

const language = chooseLanguage(navigator.languages);
export const words: Words = catalogues.get(language) ?? en;

/**
 * Dates and numbers follow the person's own region where it speaks the catalogue's language ("en-GB"); otherwise the catalogue's language,
 * so that no sentence mixes two.
 */
export const locale = navigator.languages.find((tag) => languageOf(tag) === language) ?? language;

const pluralRules = new Intl.PluralRules(locale);
const wholeNumber = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });

/** The form of a text that goes with `count` in this language. */
export function plural(
  count: number,
  forms: { readonly other: (n: string) => string } & Partial<Record<Intl.LDMLPluralRule, (n: string) => string>>,
): string {
  const form = forms[pluralRules.select(count)] ?? forms.other;
  return form(wholeNumber.format(count));
}

/** Tells the page its language, for screen readers, hyphenation and fonts. */
export function setPageLanguage(): void {
  document.documentElement.lang = locale;
}
