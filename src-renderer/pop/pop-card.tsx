import { AppWindow, BellRing, PhoneOff, X } from 'lucide-react';
import type { AccountView, CallView } from '../../src-main/bridge/contract.ts';
import { Details } from '../features/calls/details.tsx';
import { detailsOf, timerStart, titleOf } from '../features/calls/parties.ts';
import { words } from '../i18n/words.ts';
import { Avatar } from '../ui/avatar.tsx';
import { Timer } from '../ui/timer.tsx';
import { useAction } from '../use-action.ts';

interface PopCardProps {
  readonly call: CallView;
  readonly account: AccountView;
  readonly showAccount: boolean;
}

/** Who is calling, how the call came, and what can be done about it on this PBX. */
export function PopCard({ call, account, showAccount }: PopCardProps) {
  const action = useAction();
  const title = titleOf(call);
  const { via, ...direct } = call;
  const who = detailsOf({ ...direct, via: '' });
  const how = [via, showAccount ? words.calls.on(account.label) : ''].filter((part) => part !== '');
  const { hangUp } = account.controls;
  return (
    <article className="pop-card" aria-label={words.calls.announceRinging(title, via)}>
      <div className="pop-head">
        <Avatar name={call.name} size="large" />
        <div className="one-line">
          <div className="pop-name one-line" dir="auto" title={title}>
            {title}
          </div>
          <div className="pop-who number one-line" title={who.join(' · ')}>
            <Details parts={who} />
          </div>
          {how.length === 0 ? null : (
            <div className="pop-how quiet one-line" title={how.join(' · ')}>
              <Details parts={how} />
            </div>
          )}
        </div>
        <div className="pop-side">
          <span className="pop-timer">
            <BellRing aria-hidden />
            <span className="visually-hidden">{words.calls.state[call.state]}</span>
            <Timer since={timerStart(call)} label={words.calls.duration} />
          </span>
        </div>
      </div>
      <div className="pop-actions">
        <button
          type="button"
          className="pop-button"
          data-kind="danger"
          aria-disabled={!hangUp.possible || action.pending || undefined}
          title={hangUp.why === '' ? undefined : hangUp.why}
          onClick={() => {
            if (!hangUp.possible) action.setProblem(hangUp.why);
            else if (!action.pending) void action.run(() => window.sidetone.hangUp(call.accountId, call.id));
          }}
        >
          <PhoneOff aria-hidden />
          {words.pop.decline}
        </button>
        <button
          type="button"
          className="pop-button"
          onClick={() => void action.run(() => window.sidetone.openMainWindow(call.id))}
        >
          <AppWindow aria-hidden />
          {words.pop.open}
        </button>
        <button
          type="button"
          className="pop-button"
          data-kind="dismiss"
          aria-label={words.pop.dismiss}
          title={words.pop.dismiss}
          onClick={() => void action.run(() => window.sidetone.dismissPop(call.accountId, call.id))}
        >
          <X aria-hidden />
        </button>
      </div>
      {action.problem === null ? null : (
        <p className="pop-problem" role="alert" dir="auto">
          {action.problem}
        </p>
      )}
    </article>
  );
}
