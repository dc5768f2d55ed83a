import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { Done } from './parts/done.tsx';
import { RefusalSummary } from './parts/refusal.tsx';
import { Shell } from './parts/shell.tsx';
import type { View } from './view.ts';

/** A page: its title, its body, and how it says that a form was refused when the usual summary does not fit. */
export type Page<Data> = {
  title(data: Data, view: View): string;
  body(data: Data, view: View): VNode;
  refusal?(data: Data, view: View): VNode;
};

/** The whole HTML document of a page. */
export function renderPage<Data>(page: Page<Data>, data: Data, view: View): string {
  const refusal = view.refused && (page.refusal?.(data, view) ?? <RefusalSummary view={view} />);
  const main = renderToString(
    <>
      {view.done && !refusal && <Done done={view.done} view={view} />}
      {refusal}
      {page.body(data, view)}
    </>,
  );
  // What stands above a form must know of it, so the body comes first and the shell is put around it.
  const writing = /<form id="(writing[\w-]*)"/.exec(main)?.[1];
  const shell = renderToString(<Shell title={page.title(data, view)} view={view} writing={writing} />);
  return `<!doctype html>${shell.replace('</main>', () => `${main}</main>`)}`;
}
