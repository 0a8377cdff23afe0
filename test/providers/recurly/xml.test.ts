import { UnreadablePayloadError } from '../../../functions/platform/errors.ts';
import { readXml } from '../../../functions/providers/recurly/xml.ts';
import { anAccount, aTransaction, document, parse, unreadable } from './support.ts';

const read = (text: string) => readXml(Buffer.from(text)).value;
const refusal = (text: string | Buffer): string => {
  try {
    readXml(Buffer.from(text));
  } catch (error) {
    if (error instanceof UnreadablePayloadError) return error.message;
    throw error;
  }
  throw new Error('The XML could be read');
};
/** What it costs this process, however much else the machine has to do. */
const cpuMilliseconds = (work: () => unknown): number => {
  const start = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
};

describe('an element', () => {
  it('is its text, exactly', () => {
    expect(read('<a>0x10</a>')).toBe('0x10');
    expect(read('<a> 1\r\n</a>')).toBe(' 1\n');
    expect(read('<a/>')).toBe('');
    expect(read('<a></a>')).toBe('');
  });

  it('is its children by name, and a list where a name comes twice', () => {
    expect(read('<a>\n <b>1</b>\n <c><d>2</d></c>\n</a>')).toEqual({ b: '1', c: { d: '2' } });
    expect(read('<a><b>1</b><b>2</b><b nil="true"/></a>')).toEqual({ b: ['1', '2', null] });
  });

  it('is a list when it says so, be there none, one or many', () => {
    expect(read('<a type="array"/>')).toEqual([]);
    expect(read('<a type="array">\n</a>')).toEqual([]);
    expect(read('<a type="array"><b>1</b></a>')).toEqual(['1']);
    expect(read('<a type="array"><b>1</b><b>2</b></a>')).toEqual(['1', '2']);
  });

  it('[92] is null when it is nil, whatever stands inside', () => {
    expect(read('<a nil="true"/>')).toBeNull();
    expect(read('<a nil="true" type="datetime">\n</a>')).toBeNull();
    expect(read('<a nil="true">text</a>')).toBeNull();
    expect(read("<a nil = 'true'><b>1</b></a>")).toBeNull();
    expect(read('<a nil="false">text</a>')).toBe('text');
  });

  it('resolves the predefined and the numeric references, once', () => {
    expect(read('<a>&lt;&gt;&amp;&quot;&apos;</a>')).toBe('<>&"\'');
    expect(read('<a>&#65;&#x42;&#xd8;&#x1F600;&#9;</a>')).toBe('AB\u00d8\u{1f600}\t');
    expect(read('<a>&amp;lt; &amp;#65;</a>')).toBe('&lt; &#65;');
  });

  it('is marked when a comment or CDATA is in its text', () => {
    expect(read('<a>10<!-- x -->00</a>')).toEqual({ '#text': '1000' });
    expect(read('<a><!-- x -->1000</a>')).toEqual({ '#text': '1000' });
    expect(read('<a><![CDATA[<&amp;>]]></a>')).toEqual({ '#text': '<&amp;>' });
  });

  it('[66] pollutes nothing by its name', () => {
    for (const name of ['__proto__', 'constructor', 'prototype']) expect(refusal(`<a><${name}><x>1</x></${name}></a>`)).toMatch(/read/);
    expect(({} as { x?: unknown }).x).toBeUndefined();
  });
});

describe('a document', () => {
  it('may have a declaration, a byte order mark, comments and blanks around its root', () => {
    expect(readXml(Buffer.from('\ufeff<?xml version="1.0" encoding="utf-8"?>\n<!-- x -->\n<a>1</a>\n<!-- y -->\n'))).toEqual({
      root: 'a',
      value: '1',
    });
  });

  it.each(['<!DOCTYPE a>', '<!doctype a>', '<!DOCTYPE a [<!ELEMENT a ANY>]>', '<!ENTITY x "1">'])('[80] is refused with %s', (declared) => {
    expect(refusal(`<?xml version="1.0"?>${declared}<a>1</a>`)).toMatch(/document type/);
    expect(refusal(`<a>1</a>${declared}`)).toMatch(/document type/);
    expect(refusal(`<a>${declared}1</a>`)).toMatch(/document type/);
  });

  it('[81] is refused, and not expanded, when it is a billion laughs', () => {
    const laughs = Array.from({ length: 9 }, (_, n) => `<!ENTITY l${n + 1} "${`&l${n};`.repeat(10)}">`).join('');
    const bomb = `<?xml version="1.0"?><!DOCTYPE a [<!ENTITY l0 "lol">${laughs}]><a>&l9;</a>`;
    // Expanded, it would be longer than a text can be.
    expect(refusal(bomb)).toMatch(/document type/);
  });

  it('[82] is refused with an external entity', () =>
    expect(refusal('<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>')).toMatch(/document type/));

  it('[83] is refused with an entity to be expanded quadratically', () => {
    const bomb = `<!DOCTYPE a [<!ENTITY x "${'x'.repeat(50_000)}">]><a>${'&x;'.repeat(50_000)}</a>`;
    expect(refusal(bomb)).toMatch(/document type/);
  });

  it.each(['&undefined;', '&nbsp;', '&#0;', '&#x0;', '&#xD800;', '&#x110000;', '&#99999999999999999999;', '&#xFFFE;', '&#8;'])(
    '[84] is refused with the reference %s, in text and in an attribute',
    (reference) => {
      expect(refusal(`<a>${reference}</a>`)).toMatch(/reference/);
      expect(refusal(`<a b="${reference}">1</a>`)).toMatch(/reference/);
      expect(refusal(`<a nil="true">${reference}</a>`)).toMatch(/reference/);
    },
  );

  it.each(['&', '& ', '&;', '&#;', '&#x;', '&#xZZ;', '&amp', '&-;'])('[84] is refused with the broken reference "%s"', (reference) => {
    expect(refusal(`<a>${reference}</a>`)).toMatch(/XML/);
    expect(refusal(`<a b="${reference}">1</a>`)).toMatch(/XML/);
  });

  it.each([
    ['mismatched tags', '<a><b>1</a></b>'],
    ['tags in another case', '<a>1</A>'],
    ['an unclosed root', '<a><b>1</b>'],
    ['a closing tag too many', '<a>1</a></a>'],
    ['an unclosed attribute', '<a b="1>1</a>'],
    ['an attribute without a value', '<a b>1</a>'],
    ['an attribute twice', '<a b="1" b="2">1</a>'],
    ['two roots', '<a>1</a><b>2</b>'],
    ['two roots that close themselves', '<a/><b/>'],
    ['a root behind one that closes itself', '<a/><b>1</b>'],
    ['text behind the root', '<a>1</a>x'],
    ['text behind a root that closes itself', '<a/>x'],
    ['text between such a root and a comment', '<a/>x<!-- y -->'],
    ['text before the root', 'x<a>1</a>'],
    ['CDATA behind the root', '<a>1</a><![CDATA[x]]>'],
    ['an open comment', '<a>1</a><!-- >'],
    ['an open CDATA section', '<a><![CDATA[1</a>'],
    ['a declaration that is not at the start', '<a>1</a><?xml version="1.0"?>'],
    ['a processing instruction', '<a>10<?x?>00</a>'],
    ['no element', '<?xml version="1.0"?>'],
    ['nothing', ''],
    ['only blanks', ' \n'],
    ['no XML', 'successful_payment'],
    ['JSON behind a byte order mark', '\ufeff{"id":"1"}'],
  ])('[85] is refused with %s', (_name, text) => expect(refusal(text)).toMatch(/XML/));

  it('[86] is refused over 16 elements deep', () => {
    const deep = (depth: number) => `${'<a>'.repeat(depth)}1${'</a>'.repeat(depth)}`;
    expect(() => read(deep(16))).not.toThrow();
    expect(refusal(deep(17))).toMatch(/deeper/);
    expect(refusal(`${'<a>'.repeat(16)}<b/>${'</a>'.repeat(16)}`)).toMatch(/deeper/);
    expect(refusal(deep(100_000))).toMatch(/elements/);
  });

  it('[86] is refused over 2,000 elements', () => {
    const wide = (count: number) => `<a>${'<b/>'.repeat(count - 1)}</a>`;
    expect(read(wide(2_000))).toEqual({ b: Array(1_999).fill('') });
    expect(refusal(wide(2_001))).toMatch(/2000 elements/);
  });

  it('[86] is refused over 64 attributes of an element', () => {
    const attributes = (count: number) => `<a ${Array.from({ length: count }, (_, n) => `b${n}="1"`).join(' ')}>1</a>`;
    expect(read(attributes(64))).toBe('1');
    expect(refusal(attributes(65))).toMatch(/attributes/);
  });

  it.each(['UTF-16', 'ISO-8859-1', 'windows-1252', 'x'])('[90] is refused when it declares the encoding %s', (encoding) => {
    expect(refusal(`<?xml version="1.0" encoding="${encoding}"?><a>1</a>`)).toMatch(/encoding/);
    expect(refusal(`<?xml version='1.0' encoding = '${encoding}' ?><a>1</a>`)).toMatch(/encoding/);
  });

  it('[90] is refused when it is in another encoding than UTF-8', () => {
    expect(refusal(Buffer.from('\ufeff<a>1</a>', 'utf16le'))).toMatch(/UTF-8/);
    expect(refusal(Buffer.from('<a>1</a>', 'utf16le'))).toMatch(/character/);
    expect(refusal(Buffer.from('<a>\u00e9</a>', 'latin1'))).toMatch(/UTF-8/);
    expect(refusal(Buffer.from([0x3c, 0x61, 0x3e, 0xed, 0xa0, 0x80, 0x3c, 0x2f, 0x61, 0x3e]))).toMatch(/UTF-8/);
  });

  it('[75] is refused with a NUL or another character that XML does not have', () => {
    for (const character of ['\0', '\u0008', '\u001f', '\ufffe']) expect(refusal(`<a>${character}</a>`)).toMatch(/character/);
  });

  it('is read in reasonable time when it is as large as we take', () => {
    const text = document('new_account', `${anAccount()}<notes>${'lorem &amp; ipsum '.repeat(250_000)}</notes>`);
    expect(Buffer.byteLength(text)).toBeGreaterThan(4_000_000);
    expect(cpuMilliseconds(() => parse(text))).toBeLessThan(5_000);
  });
});

describe('an error', () => {
  it('names the notification, and quotes nothing of the body', () => {
    const error = unreadable(aTransaction({ id: undefined }), { headers: { 'recurly-notification-id': 'n1' } });
    expect(error).toMatchObject({ eventId: 'n1', eventType: 'successful_payment_notification' });
    const broken = unreadable('<a><secret-name></a>');
    expect(broken.eventId).toMatch(/^sha256-[0-9a-f]{64}$/);
    expect(`${broken.message} ${String(broken.cause)}`).not.toContain('secret-name');
  });
});
