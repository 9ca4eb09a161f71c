import type { NoticeView } from '../../src-main/bridge/contract.ts';
import { words } from '../i18n/words.ts';
import { Message } from '../ui/message.tsx';

/** What the person should know once; each goes when dismissed. */
export function Notices({ notices }: { readonly notices: readonly NoticeView[] }) {
  if (notices.length === 0) return null;
  return (
    <section className="notices" aria-label={words.notices.heading}>
      {notices.map((notice) => (
        <Message
          key={notice.id}
          tone={notice.tone}
          live
          onDismiss={() => void window.sidetone.dismissNotice(notice.id)}
        >
          {notice.words}
        </Message>
      ))}
    </section>
  );
}
