import type { AmiEvent } from '../../src-main/ami/event.ts';

/** An event as `ami/` hands it up. */
export function amiEvent(name: string, fields: Readonly<Record<string, string>> = {}): AmiEvent {
  const values = new Map(Object.entries(fields).map(([key, value]) => [key.toLowerCase(), value]));
  const get = (key: string): string | undefined => {
    const value = values.get(key.toLowerCase());
    return value === '' || value === '<unknown>' ? undefined : value;
  };
  return {
    name,
    get,
    all: (key) => {
      const value = get(key);
      return value === undefined ? [] : [value];
    },
  };
}
