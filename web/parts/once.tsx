import type { View } from '../view.ts';

/** Whose form it is: somebody else who signs in on this browser meanwhile does not send it. */
export const Whose = ({ view }: { view: View }) =>
  view.signedIn ? <input type="hidden" name="by" value={view.signedIn.id} /> : null;

/**
 * The version that a form is decided on. In another language, or sent back for a slip of the hand, it is still the same form,
 * so that what moved meanwhile is still refused.
 */
export function DecidedOn({ view, version }: { view: View; version: number }) {
  const { typed } = view.refused?.reason === 'invalid-input' ? view.refused : view;
  const decidedOn = typed?.version;
  return <input type="hidden" name="version" value={typeof decidedOn === 'string' ? decidedOn : version} />;
}

/** What every form that changes something sends besides its fields: what it is done once for, whose it is, and its version. */
export function Once({ view, version }: { view: View; version?: number }) {
  return (
    <>
      <input type="hidden" name="idempotencyKey" value={view.freshKey} />
      <Whose view={view} />
      {version !== undefined && <DecidedOn view={view} version={version} />}
    </>
  );
}
