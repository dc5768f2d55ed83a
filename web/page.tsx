import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { Done } from './parts/done.tsx';
import { WhatWasTyped } from './parts/kept.tsx';
import { Incident, RefusalSummary } from './parts/refusal.tsx';
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
  html.match(/<form\b[^>]* method="post"[\s\S]*?<\/form>/g)?.find((form) => form.includes(`action="${path}"`));

type Main = { main: string; writing?: string | undefined };

/** A page's main part, with the form that goes into another language: the one that came back, else the first to write in. */
function withWriting(main: string, { sentTo }: View): Main {
  const form = sentTo ? formTo(main, sentTo) : undefined;
  const writing = /^<form id="([\w-]+)"/.exec(form ?? '')?.[1] ?? /<form id="(writing[\w-]*)"/.exec(main)?.[1];
  if (!form || form.startsWith('<form id=')) return { main, writing };
  return { main: main.replace(form, () => form.replace('<form', '<form id="came-back"')), writing: 'came-back' };
}

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
      {view.refused?.incident && <Incident incident={view.refused.incident} view={view} />}
      <Homeless body={body} view={view} />
    </>,
  );
  const { main, writing } = withWriting(above + body, view);
  const shell = renderToString(<Shell title={page.title(data, view)} view={view} writing={writing} />);
  return `<!doctype html>${shell.replace('</main>', () => `${main}</main>`)}`;
}
