/** The part of keytar that is used. */
export interface Keychain {
  getPassword(service: string, account: string): Promise<string | null>;
  setPassword(service: string, account: string, password: string): Promise<void>;
  deletePassword(service: string, account: string): Promise<boolean>;
}

/** Loaded only when it is needed: keytar's native part fails to load where a Linux has no libsecret. */
export async function loadKeychain(): Promise<Keychain> {
  const keytar = await import('keytar');
  return keytar.default;
}

export interface KeychainState {
  readonly state: 'available' | 'locked' | 'absent';
  /** One sentence for a person, with what to do about it; empty when available. */
  readonly words: string;
}

export const AVAILABLE: KeychainState = { state: 'available', words: '' };

export const NOT_ANSWERING: KeychainState = {
  state: 'locked',
  words: 'The keychain does not answer; it may be waiting for you to unlock it. Unlock it, then try again.',
};

const LOCKED: KeychainState = {
  state: 'locked',
  words: 'The keychain is locked. Unlock it, then try again, or use the secret for this session only.',
};

const ABSENT: Readonly<Record<'linux' | 'other', KeychainState>> = {
  linux: {
    state: 'absent',
    words:
      'This desktop has no keychain that Sidetone can use. Install and start one (GNOME Keyring or KWallet, with libsecret), or use the secret for this session only.',
  },
  other: {
    state: 'absent',
    words: 'The system’s keychain cannot be used. The secret can be used for this session only.',
  },
};

/**
 * What a failure of the keychain means. libsecret has no codes, only texts: a Secret Service that was never unlocked and has
 * nobody to ask for its password says `Object does not exist at path "/org/freedesktop/secrets/collection/login"`.
 * macOS says that interaction is not allowed (errSecInteractionNotAllowed) or that it was cancelled.
 */
export function stateOfFailure(error: unknown, platform: NodeJS.Platform = process.platform): KeychainState {
  const text = error instanceof Error ? error.message : String(error);
  if (/locked|does not exist at path|dismissed|interaction is not allowed|cancel/i.test(text)) return LOCKED;
  return platform === 'linux' ? ABSENT.linux : ABSENT.other;
}
