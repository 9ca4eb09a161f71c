const HIDDEN = '[hidden]';
const SECRET_KEYS = /^(secret|password|passphrase|key|challenge|authorization|token)$/i;
/** `Secret: …` and `Key: …` as AMI's login writes them, wherever in a text they stand. */
const SECRET_HEADERS = /^([ \t]*(?:secret|key|password|md5secret)[ \t]*:[ \t]*)[^\r\n]*/gim;
const MAX_DEPTH = 6;

/** Takes secrets out of everything that is to be written down: those it was told of, and what stands under a secret's name. */
export class Redactor {
  readonly #secrets = new Set<string>();

  /** From now on `secret` is replaced wherever it occurs, until the program ends. */
  hide(secret: string): void {
    if (secret !== '') this.#secrets.add(secret);
  }

  text(text: string): string {
    let clean = text.replace(SECRET_HEADERS, `$1${HIDDEN}`);
    for (const secret of this.#secrets) {
      for (const form of new Set([
        secret,
        encodeURIComponent(Buffer.from(secret).toString()),
        JSON.stringify(secret).slice(1, -1),
      ])) {
        clean = clean.replaceAll(form, HIDDEN);
      }
    }
    return clean;
  }

  /** A copy of plain data, arrays and errors that can be written as JSON, with every string cleaned. */
  data(value: unknown, depth = 0): unknown {
    if (typeof value === 'string') return this.text(value);
    if (typeof value === 'bigint') return value.toString();
    if (typeof value !== 'object' || value === null) return typeof value === 'function' ? undefined : value;
    if (depth >= MAX_DEPTH) return '…';
    if (value instanceof Error) return this.#error(value, depth);
    if (Array.isArray(value)) return value.map((item) => this.data(item, depth + 1));
    const clean: Record<string, unknown> = {};
    for (const [key, item] of Object.entries(value)) {
      clean[this.text(key)] = SECRET_KEYS.test(key) && typeof item === 'string' ? HIDDEN : this.data(item, depth + 1);
    }
    return clean;
  }

  #error(error: Error, depth: number): unknown {
    return {
      name: error.name,
      message: this.text(error.message),
      ...('code' in error ? { code: this.data(error.code, depth + 1) } : {}),
      ...(error.stack === undefined ? {} : { stack: this.text(error.stack) }),
      ...(error.cause === undefined ? {} : { cause: this.data(error.cause, depth + 1) }),
    };
  }
}
