/** @jest-environment node */
import { parseCsv } from './csv';

const fieldsOf = (text: string) => parseCsv('t.csv', text).map(({ fields }) => fields);

describe('parseCsv', () => {
  it.each([
    ['nothing', '', []],
    ['one record without a line end', 'a,b', [['a', 'b']]],
    ['lines as Unix ends them', 'a,b\nc,d\n', [['a', 'b'], ['c', 'd']]],
    ['lines as RFC 4180 ends them', 'a,b\r\nc,d\r\n', [['a', 'b'], ['c', 'd']]],
    ['lines as they were once ended', 'a,b\rc,d', [['a', 'b'], ['c', 'd']]],
    ['a byte order mark', '\uFEFFa,b', [['a', 'b']]],
    ['a byte order mark before a quote', '\uFEFF"a",b', [['a', 'b']]],
    ['empty fields', ',a,,\n', [['', 'a', '', '']]],
    ['spaces, which belong to a field', ' a , b', [[' a ', ' b']]],
    ['lines without text', 'a\n\n  \n,,\r\nb', [['a'], ['b']]],
    ['a comma in quotes', '"a,b",c', [['a,b', 'c']]],
    ['quotes in quotes', '"say ""a""",c', [['say "a"', 'c']]],
    ['nothing but quotes in quotes', '"""",""', [['"', '']]],
    ['line ends in quotes', '"a\nb\r\nc",d\ne,f', [['a\nb\r\nc', 'd'], ['e', 'f']]],
    ['a quoted field at the end', 'a,"b"', [['a', 'b']]],
    ['an empty quoted record', '""\na', [['a']]],
  ])('reads %s', (_, text, records) => {
    expect(fieldsOf(text)).toEqual(records);
  }); // prettier-ignore

  it('knows on which line a record begins', () => {
    const lines = parseCsv('t.csv', 'a\r\n\r\n"b\nb\r\nb"\rc\n"d"').map(({ line }) => line);
    expect(lines).toEqual([1, 3, 6, 7]);
  });

  it.each([
    ['a quote inside a field', 'a\nb,c"d', 't.csv:2: a quote stands inside a field'],
    ['text after a closing quote', '"a"b', 't.csv:1: text follows a closing quote'],
    ['a space after a closing quote', '"a" ,b', 't.csv:1: text follows a closing quote'],
    ['a quote that is never closed', 'a\n"b\n\n\nc', 't.csv:2: a quote is opened and never closed'],
    ['a quote at the very end', 'a,"', 't.csv:1: a quote is opened and never closed'],
    ['a quote whose last is doubled', '"a""', 't.csv:1: a quote is opened and never closed'],
  ])('says so when there is %s', (_, text, message) => {
    expect(() => parseCsv('t.csv', text)).toThrow(message);
  });

  it('reads back whatever is written', () => {
    let state = 99;
    const random = (below: number) => (state = (state * 16807) % 2147483647) % below;
    const alphabet = ['a', ',', '"', '\n', '\r\n', '\r', ' ', 'é', '🙂', '\u0000'];
    for (let round = 0; round < 1000; round++) {
      const records = Array.from({ length: 1 + random(5) }, () =>
        Array.from({ length: 1 + random(5) }, () =>
          Array.from({ length: random(8) }, () => alphabet[random(alphabet.length)]).join('')
        )
      );
      const text = records
        .map((fields) => fields.map((field) => `"${field.replaceAll('"', '""')}"`).join(','))
        .join(random(2) === 0 ? '\n' : '\r\n');
      expect(fieldsOf(text)).toEqual(records.filter((fields) => fields.some((field) => field.trim() !== '')));
    }
  });
});
