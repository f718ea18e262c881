import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { limits } from '../base/limits';
import { canonicalise } from './canonicalise';
import type { CanonicalForm } from './canonicalise';
import { parseXml } from './parse-xml';
import type { XmlFailure } from './parse-xml';
import { WorkBudget } from './work-budget';
import { descendantsOf } from './xml-node';
import type { XmlDocument, XmlElement } from './xml-node';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

function parse(text: string): XmlDocument {
  const read = parseXml(utf8(text));
  if (!read.ok) throw new Error(read.failure);
  return read.value;
}

function find(document: XmlDocument, local: string): XmlElement {
  for (const element of descendantsOf(document.root)) if (element.local === local) return element;
  throw new Error(local);
}

function form(method: CanonicalForm['method'], more: Partial<CanonicalForm> = {}): CanonicalForm {
  return { method, comments: false, inclusivePrefixes: [], ...more };
}

function canonical(text: string, how: CanonicalForm, apex?: string): string {
  const document = parse(text);
  const written = canonicalise({ apex: apex === undefined ? document : find(document, apex), without: new Set(), comments: true }, how, new WorkBudget());
  if (!written.ok) throw new Error(written.failure);
  return new TextDecoder().decode(written.value);
}

function failure(text: string | Uint8Array): XmlFailure | 'none' {
  const read = parseXml(typeof text === 'string' ? utf8(text) : text);
  return read.ok ? 'none' : read.failure;
}

describe('Canonical XML 1.0', () => {
  // the examples of chapter 3 of the specification, without their document types
  it('writes instructions, comments and the outside of the root as in example 3.1', () => {
    const text = '<?xml version="1.0"?>\n\n<?xml-stylesheet   href="doc.xsl"\n   type="text/xsl"   ?>\n\n<doc>Hello, world!<!-- Comment 1 --></doc>\n\n<?pi-without-data     ?>\n\n<!-- Comment 2 -->\n\n<!-- Comment 3 -->\n';
    expect(canonical(text, form('c14n10'))).toBe('<?xml-stylesheet href="doc.xsl"\n   type="text/xsl"   ?>\n<doc>Hello, world!</doc>\n<?pi-without-data?>');
    expect(canonical(text, form('c14n10', { comments: true }))).toBe('<?xml-stylesheet href="doc.xsl"\n   type="text/xsl"   ?>\n<doc>Hello, world!<!-- Comment 1 --></doc>\n<?pi-without-data?>\n<!-- Comment 2 -->\n<!-- Comment 3 -->');
  });

  it('keeps white space in content as in example 3.2', () => {
    const text = '<doc>\n   <clean>   </clean>\n   <dirty>   A   B   </dirty>\n   <mixed>\n      A\n      <clean>   </clean>\n      B\n      <dirty>   A   B   </dirty>\n      C\n   </mixed>\n</doc>';
    expect(canonical(text, form('c14n10'))).toBe(text);
  });

  it('orders attributes and namespaces and leaves out what is said twice as in example 3.3', () => {
    const text = '<doc><e1   /><e2   ></e2><e3   name = "elem3"   id="elem3"   /><e4   name="elem4"   id="elem4"   ></e4><e5 a:attr="out" b:attr="sorted" attr2="all" attr="I\'m" xmlns:b="http://www.ietf.org" xmlns:a="http://www.w3.org" xmlns="http://example.org"/><e6 xmlns="" xmlns:a="http://www.w3.org"><e7 xmlns="http://www.ietf.org"><e8 xmlns="" xmlns:a="http://www.w3.org"><e9 xmlns="" xmlns:a="http://www.ietf.org"/></e8></e7></e6></doc>';
    expect(canonical(text, form('c14n10'))).toBe(
      '<doc><e1></e1><e2></e2><e3 id="elem3" name="elem3"></e3><e4 id="elem4" name="elem4"></e4><e5 xmlns="http://example.org" xmlns:a="http://www.w3.org" xmlns:b="http://www.ietf.org" attr="I\'m" attr2="all" b:attr="sorted" a:attr="out"></e5>' +
        '<e6 xmlns:a="http://www.w3.org"><e7 xmlns="http://www.ietf.org"><e8 xmlns=""><e9 xmlns:a="http://www.ietf.org"></e9></e8></e7></e6></doc>',
    );
  });

  it('writes characters as in example 3.4', () => {
    const text = '<doc><text>First line&#x0d;&#10;Second line</text><value>&#x32;</value><compute><![CDATA[value>"0" && value<"10" ?"valid":"error"]]></compute><compute expr=\'value>"0" &amp;&amp; value&lt;"10" ?"valid":"error"\'>valid</compute><norm attr=\' &apos;   &#x20;&#13;&#xa;&#9;   &apos; \'/></doc>';
    expect(canonical(text, form('c14n10'))).toBe(
      '<doc><text>First line&#xD;\nSecond line</text><value>2</value><compute>value&gt;"0" &amp;&amp; value&lt;"10" ?"valid":"error"</compute><compute expr="value>&quot;0&quot; &amp;&amp; value&lt;&quot;10&quot; ?&quot;valid&quot;:&quot;error&quot;">valid</compute><norm attr=" \'    &#xD;&#xA;&#x9;   \' "></norm></doc>',
    );
  });

  it('writes characters beyond ASCII in UTF-8 and sorts names by code point', () => {
    expect(canonical('<doc>&#169; \u{1F4DC} ệ</doc>', form('c14n10'))).toBe('<doc>© \u{1F4DC} ệ</doc>');
    expect(canonical('<doc \u{10000}="b" \uFA0E="a"/>', form('c14n10'))).toBe('<doc \uFA0E="a" \u{10000}="b"></doc>');
  });

  it('brings to an element what it had from around it', () => {
    const text = '<a xmlns="urn:a" xmlns:b="urn:b" xml:lang="vi" xml:base="x/"><b:c xmlns:d="urn:d" xml:id="i"><e xml:space="preserve"/></b:c></a>';
    expect(canonical(text, form('c14n10'), 'e')).toBe('<e xmlns="urn:a" xmlns:b="urn:b" xmlns:d="urn:d" xml:base="x/" xml:id="i" xml:lang="vi" xml:space="preserve"></e>');
  });
});

describe('Canonical XML 1.1', () => {
  it('leaves ids behind and joins bases', () => {
    const text = '<a xml:lang="vi" xml:base="http://x.example/a/b/"><c xml:id="i" xml:base="../k"><e xml:base="z?q"/></c></a>';
    expect(canonical(text, form('c14n11'), 'e')).toBe('<e xml:base="http://x.example/a/z?q" xml:lang="vi"></e>');
    expect(canonical('<a xml:base="../.."><e xml:base="../x"/></a>', form('c14n11'), 'e')).toBe('<e xml:base="../../x"></e>');
  });
});

describe('Exclusive canonicalisation', () => {
  // the examples of 2.2 of the specification
  const first = '<n0:local xmlns:n0="http://foobar.org" xmlns:n3="ftp://example.org"><n1:elem2 xmlns:n1="http://example.net" xml:lang="en"><n3:stuff xmlns:n3="ftp://example.org"/></n1:elem2></n0:local>';

  it('writes an element the same in two places, where the inclusive form does not', () => {
    const second = '<n2:pdu xmlns:n1="http://example.com" xmlns:n2="http://foo.example" xml:lang="fr" xml:space="retain"><n1:elem2 xmlns:n1="http://example.net" xml:lang="en"><n3:stuff xmlns:n3="ftp://example.org"/></n1:elem2></n2:pdu>';
    const expected = '<n1:elem2 xmlns:n1="http://example.net" xml:lang="en"><n3:stuff xmlns:n3="ftp://example.org"></n3:stuff></n1:elem2>';
    expect(canonical(first, form('exclusive'), 'elem2')).toBe(expected);
    expect(canonical(second, form('exclusive'), 'elem2')).toBe(expected);
    expect(canonical(first, form('c14n10'), 'elem2')).toBe('<n1:elem2 xmlns:n0="http://foobar.org" xmlns:n1="http://example.net" xmlns:n3="ftp://example.org" xml:lang="en"><n3:stuff></n3:stuff></n1:elem2>');
    expect(canonical(second, form('c14n10'), 'elem2')).toBe('<n1:elem2 xmlns:n1="http://example.net" xmlns:n2="http://foo.example" xml:lang="en" xml:space="retain"><n3:stuff xmlns:n3="ftp://example.org"></n3:stuff></n1:elem2>');
  });

  it('treats listed prefixes as the inclusive form does, the default one among them', () => {
    expect(canonical(first, form('exclusive', { inclusivePrefixes: ['n0', 'none'] }), 'elem2')).toBe('<n1:elem2 xmlns:n0="http://foobar.org" xmlns:n1="http://example.net" xml:lang="en"><n3:stuff xmlns:n3="ftp://example.org"></n3:stuff></n1:elem2>');
    expect(canonical('<a xmlns="urn:a"><b:c xmlns:b="urn:b"><d xmlns=""/></b:c></a>', form('exclusive', { inclusivePrefixes: [''] }), 'c')).toBe('<b:c xmlns="urn:a" xmlns:b="urn:b"><d xmlns=""></d></b:c>');
  });

  it('takes the default namespace away again where an element has none', () => {
    expect(canonical('<a xmlns="urn:a"><b xmlns=""><c xmlns="urn:a"/></b></a>', form('exclusive'))).toBe('<a xmlns="urn:a"><b xmlns=""><c xmlns="urn:a"></c></b></a>');
  });
});

describe('reading XML', () => {
  it('refuses what is not well-formed, what declares another type or encoding, and what is too deep', () => {
    expect(failure('<a><b></a>')).toBe('malformed');
    expect(failure('<a x="1" x="2"/>')).toBe('malformed');
    expect(failure('<a p:x="1"/>')).toBe('malformed');
    expect(failure('<a xmlns:p=" urn:p"/>')).toBe('malformed');
    expect(failure('<a>&b;</a>')).toBe('malformed');
    expect(failure('<a/><b/>')).toBe('malformed');
    expect(failure('')).toBe('malformed');
    expect(failure('<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>')).toBe('doctype');
    expect(failure('<?xml version="1.1"?><a/>')).toBe('version');
    expect(failure('<?xml version="1.0" encoding="UTF-16"?><a/>')).toBe('encoding');
    expect(failure('<?xml version="1.0" encoding="windows-1258"?><a/>')).toBe('encoding');
    expect(failure(Uint8Array.of(0x3c, 0x61, 0x2f, 0x3e, 0xff))).toBe('encoding');
    expect(failure('<a>'.repeat(limits.xmlDepth + 1) + '</a>'.repeat(limits.xmlDepth + 1))).toBe('tooDeep');
    expect(failure(`<a ${Array.from({ length: limits.xmlElementAttributes + 1 }, (_, index) => `b${index}=""`).join(' ')}/>`)).toBe('tooLarge');
    expect(failure(new Uint8Array(limits.xmlBytes + 1))).toBe('tooLarge');
    expect(failure('<a>'.repeat(limits.xmlDepth) + '</a>'.repeat(limits.xmlDepth))).toBe('none');
  });

  it('stops canonicalisation where it would write more than it may', () => {
    const document = parse(`<a>${'&#13;'.repeat(1000)}</a>`);
    expect(canonicalise({ apex: document, without: new Set(), comments: true }, form('c14n10'), new WorkBudget(4000))).toEqual({ ok: false, failure: 'tooLarge' });
  });
});

describe.runIf(existsSync('/usr/bin/xmllint'))('xmllint', () => {
  it('writes the same canonical form', () => {
    const text = '<?xml version="1.0"?>\n<?a  b ?><r xmlns:z="urn:z" xmlns="urn:r" z:b="1" a="&lt;&#9;&quot;"><x xmlns=""><!-- c --><y z:q=\'"\'>&gt;&#13;ệ</y></x><z:w xmlns:z="urn:z"/></r>\n<!-- end -->';
    const theirs = (flag: string): string => execFileSync('/usr/bin/xmllint', [flag, '-'], { input: text, encoding: 'utf8' });
    expect(canonical(text, form('c14n10', { comments: true }))).toBe(theirs('--c14n'));
    expect(canonical(text, form('exclusive', { comments: true }))).toBe(theirs('--exc-c14n'));
  });
});
