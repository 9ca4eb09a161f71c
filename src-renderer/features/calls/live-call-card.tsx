import { PhoneForwarded, PhoneOff, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { AccountView, CallView } from '../../../src-main/bridge/contract.ts';
import { words } from '../../i18n/words.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Button } from '../../ui/button.tsx';
import { Message } from '../../ui/message.tsx';
import { CallStateMark, callTone } from '../../ui/state-mark.tsx';
import { Timer } from '../../ui/timer.tsx';
import { type Action, useAction } from '../../use-action.ts';
import { NumberPicker } from '../people/number-picker.tsx';
import { Details } from './details.tsx';
import { howOf, timerStart, titleOf, whoOf } from './parties.ts';
import './live-calls.css';

interface LiveCallCardProps {
  readonly call: CallView;
  readonly account: AccountView;
  /** Names the connection, where there are several. */
  readonly showAccount: boolean;
  /** Main asked to show this call: the card takes the focus, again with every new object. */
  readonly called: object | null;
}

const hangUpWord = (call: CallView): string => {
  if (call.state === 'ringing' && call.direction === 'in') return words.calls.decline;
  if (call.state === 'dialing' || call.state === 'ringing') return words.calls.cancel;
  return words.calls.hangUp;
};

/** Why this call cannot be transferred now; empty when it can. */
const transferWhy = (call: CallView, account: AccountView): string => {
  if (account.controls.transfer.why !== '') return account.controls.transfer.why;
  return call.state === 'dialing' ? words.calls.notAnswered : call.state === 'parked' ? words.calls.isParked : '';
};

/** A call that lives now, and what can be done with it. */
export function LiveCallCard({ call, account, showAccount, called }: LiveCallCardProps) {
  const [transferring, setTransferring] = useState(false);
  const action = useAction();
  const card = useRef<HTMLElement>(null);
  const transferButton = useRef<HTMLButtonElement>(null);
  const { hangUp } = account.controls;
  const title = titleOf(call);
  const who = whoOf(call);
  const how = howOf(call, showAccount ? account.label : null);

  useEffect(() => {
    if (called !== null) card.current?.focus();
  }, [called]);

  const closeTransfer = (): void => {
    setTransferring(false);
    action.setProblem(null);
    transferButton.current?.focus();
  };
  return (
    <article
      ref={card}
      className="call-card"
      data-tone={callTone(call.state)}
      data-state={call.state}
      aria-label={words.calls.card(title, words.calls.state[call.state])}
      tabIndex={-1}
    >
      <div className="call-head">
        <Avatar name={call.name} />
        <div className="call-text selectable">
          <div className="call-line">
            <div className="call-name one-line" dir="auto" title={title}>
              {title}
            </div>
            <Timer since={timerStart(call)} label={words.calls.duration} />
          </div>
          <div className="call-line">
            <div className="call-details quiet number one-line" title={who.join(' · ')}>
              <Details parts={who} />
            </div>
            <CallStateMark state={call.state} />
          </div>
          {how.length === 0 ? null : (
            <div className="call-details quiet one-line" title={how.join(' · ')}>
              <Details parts={how} />
            </div>
          )}
        </div>
      </div>
      <div className="call-actions">
        <Button
          label={hangUpWord(call)}
          icon={PhoneOff}
          kind="danger"
          why={hangUp.why}
          onRefused={action.setProblem}
          pending={action.pending}
          onPress={() => void action.run(() => window.sidetone.hangUp(call.accountId, call.id))}
        />
        <Button
          ref={transferButton}
          label={transferring ? words.calls.closeTransfer : words.calls.transfer}
          icon={transferring ? X : PhoneForwarded}
          why={transferring ? '' : transferWhy(call, account)}
          onRefused={action.setProblem}
          expanded={transferring}
          onPress={transferring ? closeTransfer : () => setTransferring(true)}
        />
      </div>
      {transferring ? <TransferPicker call={call} account={account} action={action} onClose={closeTransfer} /> : null}
      {action.problem === null ? null : (
        <Message tone="problem" live onDismiss={() => action.setProblem(null)}>
          {action.problem}
        </Message>
      )}
    </article>
  );
}

interface TransferPickerProps {
  readonly call: CallView;
  readonly account: AccountView;
  readonly action: Action;
  readonly onClose: () => void;
}

/** To whom: Enter transfers. The card goes when the PBX has moved the call. */
function TransferPicker({ call, account, action, onClose }: TransferPickerProps) {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.focus(), []);
  return (
    <div className="call-transfer">
      <NumberPicker
        label={words.calls.transferTo}
        placeholder={words.calls.transferPlaceholder}
        fieldIcon={PhoneForwarded}
        numberIcon={PhoneForwarded}
        people={account.people}
        numberText={words.calls.transferNumber}
        why={transferWhy(call, account)}
        inputRef={input}
        flow="inline"
        onTyped={() => action.setProblem(null)}
        onRefused={action.setProblem}
        onPick={async (number) => {
          const done = await action.run(() => window.sidetone.transfer(call.accountId, call.id, number));
          if (done) onClose();
          return done;
        }}
        onEscape={onClose}
      />
    </div>
  );
}
