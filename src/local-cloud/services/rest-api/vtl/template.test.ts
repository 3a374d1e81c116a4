import assert from 'node:assert/strict';
import { test } from 'node:test';
import { evaluateTemplate } from './evaluate.ts';
import { parseTemplate } from './parse-template.ts';

const fill = (template: string, variables: Record<string, unknown> = {}): string =>
  evaluateTemplate(parseTemplate(template), new Map(Object.entries(variables)));

const order = { id: 7, items: [{ sku: 'a' }, { sku: 'b' }], note: "it's", empty: '', nothing: null };

/** https://velocity.apache.org/engine/1.7/user-guide.html */
for (const [what, template, filled] of [
  // biome-ignore lint/suspicious/noTemplateCurlyInString: Velocity’s own syntax
  ['a reference, plain, in braces and quiet', '$order.id ${order.id}th $!order.id', '7 7th 7'],
  ['a property that is not there', '[$order.missing][$!order.missing]', '[][]'],
  ['signs that begin no reference', '$5 #7 $ # $.x "#status = :s"', '$5 #7 $ # $.x "#status = :s"'],
  ['an escaped reference', '\\$order.id \\\\$order.id', '$order.id \\7'],
  ['an index and a key', "$order.items[1].sku $order['id']", 'b 7'],
  ['a bracket that is only text', '$order.id[x]', '7[x]'],
  ['#set and its line', 'a\n#set($x = 3)\n$x', 'a\n3'],
  ['#set with null leaves the variable', '#set($x = 1)#set($x = $order.missing)$x', '1'],
  ['arithmetic', '#set($x = 2 + 3 * 4 - 7 / 2)$x', '11'],
  ['texts that are added', '#set($x = "a" + 1 + $order.id)$x', 'a17'],
  [
    'a text in double quotes is filled in, one in single quotes is not',
    `#set($x = "$order.id" + '$y')$x`,
    '7$y',
  ],
  ['#if, #elseif and #else', '#if($order.id == 1)a#elseif($order.id > 6 && true)b#{else}c#end', 'b'],
  ['null is false, an empty text is not', '#if($order.nothing)a#{else}b#end#if($order.empty)c#end', 'bc'],
  ['values of two types are compared as texts', '#if($order.id == "7")a#end#if($order.id != 8)b#end', 'ab'],
  [
    'what is missing is equal to an empty text, and to nothing else',
    '#if($order.missing == "")a#end#if($order.missing == 0)b#end',
    'a',
  ],
  ['not, and, or as signs and as words', '#if(!($order.id lt 3) and not false || false)a#end', 'a'],
  [
    '#foreach with its counters',
    '#foreach($each in $order.items)$foreach.count$each.sku#if($foreach.hasNext), #end#end',
    '1a, 2b',
  ],
  [
    '#foreach in a #foreach',
    '#foreach($a in [1..2])#foreach($b in ["x", "y"])$a$b$foreach.index #end$foreach.index;#end',
    '1x0 1y1 0;2x0 2y1 1;',
  ],
  ['#foreach over the values of a map', '#foreach($each in {"a": 1, "b": 2})$each#end', '12'],
  ['#break', '#foreach($each in [1..9])$each#if($each == 3)#break#end#end.', '123.'],
  ['#stop', 'a#stop b', 'a'],
  ['1,000 turns are the most', '#set($n = 0)#foreach($each in [1..2000])#set($n = $n + 1)#end$n', '1000'],
  ['comments', 'a## no\nb#* no *#c', 'abc'],
  ['what is not parsed', '#[[$order.id #if]]#', '$order.id #if'],
  [
    'methods of texts',
    `$order.note.replaceAll("'", "!").toUpperCase().substring(0, 3) $order.note.length()`,
    'IT! 4',
  ],
  ['methods of lists', '#set($l = [])#set($done = $l.add("x"))$l.size() $l.get(0) $l', '1 x [x]'],
  [
    'methods of maps',
    '#foreach($k in $order.keySet())$k#if($foreach.hasNext),#end#end $order.containsKey("id")',
    'id,items,note,empty,nothing true',
  ],
  ['entries of a map', '#set($m = {"a": 1})#foreach($e in $m.entrySet())$e.key=$e.getValue()#end', 'a=1'],
  [
    'objects and lists as a text',
    '$order',
    `{id=7, items=[{"sku":"a"},{"sku":"b"}], note=it's, empty=, nothing=null}`,
  ],
  ['a key called as a method or a prototype', '$map.__proto__ $map.constructor', ' '],
] as const) {
  test(`a template with ${what}`, () => {
    assert.equal(fill(template, { order, map: JSON.parse('{}') }), filled);
  });
}

for (const [template, says] of [
  ['#if($x)', /#end of an #if is expected at its end/],
  ['a\n#set($x 3)', /in line 2: = is expected at "3\)"/],
  ['#end', /an #end belongs to no #if/],
  ['#set($x = )', /a value is expected at "\)"/],
  ['#macro(x)#end', /the directive #macro is not supported/],
] as const) {
  test(`${JSON.stringify(template)} cannot be read`, () => {
    assert.throws(() => parseTemplate(template), says);
  });
}
