/** What this server and this manager user allow, as the server itself says. */
export interface Capabilities {
  /** The version of the manager interface, from the banner: `11.0.0`. */
  readonly amiVersion: string;
  /** The version of Asterisk where the user may ask for it: `22.10.1`. */
  readonly asteriskVersion: string | null;
  /** The actions that exist here and that this user may use, spelled as the server does. */
  readonly actions: ReadonlySet<string>;
  /** Whether an action exists here and is permitted; the spelling's case does not matter. */
  can(action: string): boolean;
}
