import { useCallback, useEffect, useState } from 'react';

export type Page =
  | { readonly name: 'calls' | 'people' | 'settings' }
  /** `accountId` is `null` for a new connection. */
  | { readonly name: 'account'; readonly accountId: string | null };

export interface Navigation {
  readonly page: Page;
  readonly go: (page: Page) => void;
  /** The call that main asked to show; a new object with every request. */
  readonly called: { readonly callId: string | null };
}

/** Where the main window stands. Main may ask for a page or a call, from a notification or the tray. */
export function useNavigation(): Navigation {
  const [page, go] = useState<Page>({ name: 'calls' });
  const [called, setCalled] = useState<Navigation['called']>({ callId: null });
  useEffect(
    () =>
      window.sidetone.onShow((target) => {
        setCalled({ callId: target.callId });
        go(target.page === 'account' ? { name: 'account', accountId: null } : { name: target.page });
      }),
    [],
  );
  return { page, go: useCallback((next: Page) => go(next), []), called };
}
