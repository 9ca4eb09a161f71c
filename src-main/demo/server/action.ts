import type { RightsClass } from '../rights.ts';
import type { Field, Fields } from '../wire/packet.ts';
import type { Request } from '../wire/request.ts';
import type { Session } from './session.ts';

/** An answer's packets, the response first. */
export type Reply = readonly Fields[];

/** For an action that answers only later; the session takes no other action until then, as in Asterisk. */
export type LateReply = (respond: (reply: Reply) => void) => void;

/** One AMI action: as ListCommands tells of it, and what it does. */
export interface Action {
  readonly synopsis: string;
  /** Write classes, any of which allows it; none: allowed to all. */
  readonly needs: readonly RightsClass[];
  readonly run: (request: Request, session: Session) => Reply | LateReply;
}

/** Actions by name as Asterisk spells it; they are looked up without regard to case. */
export type ActionTable = Readonly<Record<string, Action>>;

export function actionId(request: Request): Fields {
  const id = request.get('ActionID');
  return id === '' ? [] : [['ActionID', id]];
}

export function success(request: Request, message: string): Reply {
  return answer(request, [['Message', message]]);
}

export function answer(request: Request, fields: Fields): Reply {
  return [[['Response', 'Success'], ...actionId(request), ...fields]];
}

export function failure(request: Request, message: string): Reply {
  return [[['Response', 'Error'], ...actionId(request), ['Message', message]]];
}

export interface ListItem {
  readonly name: string;
  readonly fields: Fields;
}

/** How a list is laid out. Asterisk puts its items' ActionID first in most lists, and last in the old ones. */
export interface ListLayout {
  readonly message: string;
  readonly complete: string;
  readonly idPlace?: 'first' | 'last';
  /** Behind `ListItems`. */
  readonly more?: Fields;
}

export function list(request: Request, items: readonly ListItem[], layout: ListLayout): Reply {
  const id = actionId(request);
  const item = ({ name, fields }: ListItem): Fields => {
    const first: Field = ['Event', name];
    return layout.idPlace === 'last' ? [first, ...fields, ...id] : [first, ...id, ...fields];
  };
  return [
    [['Response', 'Success'], ...id, ['EventList', 'start'], ['Message', layout.message]],
    ...items.map(item),
    [
      ['Event', layout.complete],
      ...id,
      ['EventList', 'Complete'],
      ['ListItems', String(items.length)],
      ...(layout.more ?? []),
    ],
  ];
}
