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
  const document = (writing?: string) =>
    renderToString(
      <Shell title={page.title(data, view)} view={view} writing={writing}>
        {view.done && !refusal && <Done done={view.done} view={view} />}
        {refusal}
        {page.body(data, view)}
      </Shell>,
    );
  // What stands above a form must know of it: only the body can say, and it comes after.
  const plain = document();
  const at = plain.indexOf('<form id="writing');
  const writing = at < 0 ? undefined : /"(writing[\w-]*)"/.exec(plain.slice(at, at + 200))?.[1];
  return `<!doctype html>${writing ? document(writing) : plain}`;
}
