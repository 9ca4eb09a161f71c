/** The version of the manager interface as numbers. It is not Asterisk's version: 11.0.0 is Asterisk 22. */
export interface AmiVersion {
  readonly text: string;
  readonly major: number;
  readonly minor: number;
  readonly patch: number;
}

/** Asterisk's own banner, and those of proxies that add to it (`Asterisk Call Manager Proxy/1.22`). */
const BANNER = /^.{0,60}Call Manager[^/\r\n]{0,40}\/(\d{1,4}(?:\.\d{1,4}){0,2})/i;

/** Of a version as a banner has it, for example `11.0.0`. */
export function parseVersion(text: string): AmiVersion {
  const [major = 0, minor = 0, patch = 0] = text.split('.').map(Number);
  return { text, major, minor, patch };
}

/** `null` when the line is no banner of the manager interface. */
export function parseBanner(line: string): AmiVersion | null {
  const text = BANNER.exec(line)?.[1];
  return text === undefined ? null : parseVersion(text);
}

export function isAtLeast(version: AmiVersion, major: number, minor = 0, patch = 0): boolean {
  if (version.major !== major) return version.major > major;
  if (version.minor !== minor) return version.minor > minor;
  return version.patch >= patch;
}
