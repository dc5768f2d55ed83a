import { Scroller } from './scroller.tsx';

type Figures = { id: string; caption: string; columns: readonly string[]; rows: readonly (readonly string[])[] };

/** Figures in rows, the first cell of each naming it. */
export const Figures = ({ id, caption, columns, rows }: Figures) => (
  <Scroller label={id}>
    <table class="figures">
      <caption id={id}>{caption}</caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(([name = '', ...cells]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            {cells.map((cell, index) => (
              <td key={index}>{cell}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </Scroller>
);
