import { Fragment } from 'react';

/** Short facts on one line; each keeps its own writing direction, so that a right-to-left name does not turn its neighbours about. */
export function Details({ parts }: { readonly parts: readonly string[] }) {
  return (
    <>
      {parts.map((part, at) => (
        <Fragment key={part}>
          {at === 0 ? null : ' · '}
          <bdi>{part}</bdi>
        </Fragment>
      ))}
    </>
  );
}
