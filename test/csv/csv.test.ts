import { harmless, plain } from '../../functions/csv/cells.ts';
import { headerProblems } from '../../functions/csv/columns.ts';
import { CsvFormatError, readCsv } from '../../functions/csv/read.ts';
import { csvText } from '../../functions/csv/write.ts';
import { fc } from '../support/properties.ts';

describe('a cell', () => {
  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '＝1', "'=1"])('that holds %j is made harmless, and comes back', (text) => {
    expect(harmless(text)).toBe(`'${text}`);
    expect(plain(harmless(text))).toBe(text);
  });

  it.each(['order-1', "'quoted'", "o'clock", '', ' =1'])('that holds %j stays as it is', (text) => {
    expect([harmless(text), plain(text)]).toEqual([text, text]);
  });

  it('comes back whatever it holds', () => {
    return fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom("'", '=', '-', 'a') }), (text) => expect(plain(harmless(text))).toBe(text)),
    );
  });
});

describe('a file', () => {
  const cellsOf = (text: string) => readCsv(text).map(({ cells }) => cells);

  it('comes back whatever its cells hold', () => {
    const cell = fc.string({ unit: 'binary' }).map((text) => text.toWellFormed());
    const rows = fc.array(fc.tuple(fc.constant('a'), cell, cell), { minLength: 1 });
    return fc.assert(fc.property(rows, (written) => expect(cellsOf(csvText(written))).toEqual(written)));
  });

  it.each([
    ['line feeds', 'a,b\n1,2\n'],
    ['carriage returns and line feeds', 'a,b\r\n1,2\r\n'],
    ['a byte order mark', '\ufeffa,b\n1,2'],
    ['quoted cells', '"a","b"\r\n"1","2"'],
    ['empty rows', 'a,b\n\n1,2\n\n\n'],
  ])('may have %s', (_, text) =>
    expect(cellsOf(text)).toEqual([
      ['a', 'b'],
      ['1', '2'],
    ]),
  );

  it('keeps commas, quotes and line ends that are quoted, and a quote that stands alone', () => {
    expect(cellsOf('a\n"x, ""y""\r\nz"\n5" pipe\n')).toEqual([['a'], ['x, "y"\r\nz'], ['5" pipe']]);
  });

  it('counts rows as a spreadsheet does', () => {
    expect(readCsv('a\n"two\nlines"\n\nb').map(({ row }) => row)).toEqual([1, 2, 4]);
  });

  it('that opens a quote and never closes it is none, and is not quoted in the error', () => {
    for (const text of ['a,b\n1,"secret', `a,b\n"${'secret,\n'.repeat(100_000)}`]) {
      expect(() => readCsv(text)).toThrow(CsvFormatError);
      expect(() => readCsv(text)).not.toThrow(/secret/);
    }
  });
});

describe('a header', () => {
  it('may have its columns in any order, and leave optional ones out', () => {
    expect(headerProblems(['key', 'amount', 'customer_key', 'currency'])).toEqual([]);
  });

  it.each([
    [['key', 'amount', 'currency'], { column: 'customer_key', problem: 'is missing in the header' }],
    [['customer_key', 'amount', 'currency', 'key', 'colour'], { column: 'colour', problem: 'unknown column' }],
    [['customer_key', 'amount', 'currency', 'key', 'key'], { column: 'key', problem: 'is twice in the header' }],
    [['acme', '4900', 'USD', 'order-1'], { column: 'header', problem: expect.stringContaining('must name the columns') }],
    [[], { column: 'header', problem: expect.stringContaining('must name the columns') }],
  ])('of %j is wrong', (header, problem) => expect(headerProblems(header)).toEqual([problem]));
});
