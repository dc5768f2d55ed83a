import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { Done } from './parts/done.tsx';
import { WhatWasTyped } from './parts/kept.tsx';
import { RefusalSummary } from './parts/refusal.tsx';
import { Shell } from './parts/shell.tsx';
import type { View } from './view.ts';

/** A page: its title, its body, and how it says that a form was refused when the usual summary does not fit. */
export type Page<Data> = {
  title(data: Data, view: View): string;
  body(data: Data, view: View): VNode;
  refusal?(data: Data, view: View): VNode;
};

/** The form on a page that is sent to this path, by itself or by one of its buttons. */
const formTo = (html: string, path: string): string | undefined =>
  html.match(/<form\b[\s\S]*?<\/form>/g)?.find((form) => form.includes(`action="${path}"`));

/** What was typed into a form that came back when the page has no such form any more. */
function Homeless({ body, view }: { body: string; view: View }) {
  const fields = view.refused?.typed ?? view.typed;
  if (!view.sentTo || !fields || formTo(body, view.sentTo)) return null;
  return <WhatWasTyped sent={{ action: view.sentTo, fields }} view={view} />;
}

/** The whole HTML document of a page. */
export function renderPage<Data>(page: Page<Data>, data: Data, view: View): string {
  const refusal = view.refused && (page.refusal?.(data, view) ?? <RefusalSummary view={view} />);
  // What stands above a form must know of it, so the body comes first and the rest is put around it.
  const body = renderToString(page.body(data, view));
  const above = renderToString(
    <>
      {view.done && !refusal && <Done done={view.done} view={view} />}
      {refusal}
      <Homeless body={body} view={view} />
    </>,
  );
  const main = above + body;
  const writing = /<form id="(writing[\w-]*)"/.exec(main)?.[1];
  const shell = renderToString(<Shell title={page.title(data, view)} view={view} writing={writing} />);
  return `<!doctype html>${shell.replace('</main>', () => `${main}</main>`)}`;
}
