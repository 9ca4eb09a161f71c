import { type LucideIcon, Phone, Settings, Users } from 'lucide-react';
import { words } from '../i18n/words.ts';
import type { Navigation } from './use-navigation.ts';

type RailPage = 'calls' | 'people' | 'settings';

const icons: Readonly<Record<RailPage, LucideIcon>> = { calls: Phone, people: Users, settings: Settings };

/** The pages there are. */
export function Rail({ pages, navigation }: { readonly pages: readonly RailPage[]; readonly navigation: Navigation }) {
  const { page, go } = navigation;
  const current =
    page.name === 'account' ? 'settings' : page.name === 'people' && !pages.includes('people') ? 'calls' : page.name;
  return (
    <nav className="rail" aria-label={words.pages.navigation}>
      {pages.map((name) => {
        const Icon = icons[name];
        return (
          <button
            key={name}
            type="button"
            className="rail-item"
            data-page={name}
            aria-current={name === current ? 'page' : undefined}
            onClick={() => go({ name })}
          >
            <Icon aria-hidden />
            {words.pages[name]}
          </button>
        );
      })}
    </nav>
  );
}
