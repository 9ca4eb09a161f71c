import { AppWindow, PhoneOff, X } from 'lucide-react';
import type { CallView, ControlsView } from '../../src-main/bridge/contract.ts';
import { Details } from '../features/calls/details.tsx';
import { howOf, timerStart, titleOf, whoOf } from '../features/calls/parties.ts';
import { words } from '../i18n/words.ts';
import { Avatar } from '../ui/avatar.tsx';
import { CallStateMark, callTone } from '../ui/state-mark.tsx';
import { Timer } from '../ui/timer.tsx';
import { useAction } from '../use-action.ts';

interface PopCardProps {
  readonly call: CallView;
  readonly hangUp: ControlsView['hangUp'];
  /** The connection that it came by, where there are several. */
  readonly accountLabel: string | null;
  /** It stands ready for the next call, and nobody sees it: its clock does not run. */
  readonly waits: boolean;
}

/** Who is calling, how the call came, and what can be done about it on this PBX. */
export function PopCard({ call, hangUp, accountLabel, waits }: PopCardProps) {
  const action = useAction(`${call.accountId} ${call.id}`);
  const title = titleOf(call);
  const who = whoOf(call);
  const how = howOf(call, accountLabel);
  return (
    <article
      className="pop-card"
      data-tone={callTone(call.state)}
      aria-label={words.calls.announceRinging(title, call.via)}
    >
      <div className="pop-head">
        <Avatar name={call.name} size="large" />
        <div className="pop-text">
          <div className="pop-line">
            <div className="pop-name one-line" dir="auto" title={title}>
              {title}
            </div>
            {waits ? null : <Timer since={timerStart(call)} label={words.calls.duration} />}
          </div>
          <div className="pop-line">
            <div className="pop-who number one-line" title={who.join(' · ')}>
              <Details parts={who} />
            </div>
            <CallStateMark state={call.state} />
          </div>
          {how.length === 0 ? null : (
            <div className="pop-how quiet one-line" title={how.join(' · ')}>
              <Details parts={how} />
            </div>
          )}
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
