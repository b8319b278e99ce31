import { HubError } from '../../../protocol/errors.ts'
import type { CsvRow } from './csv-rows.ts'

/** A list of members as a program gives it: its fields are columns, and those of what is inside a field too. */

/** Where an answer has its list: AV Gym and other programs that are made like it, then the usual ones. */
const LISTS = ['results', 'members', 'data', 'items']

/** Objects inside objects: a member has a plan, and that a name. */
const MAX_DEPTH = 3

/** True for text that is JSON and no CSV: no column is called so. */
export function isJson(head: string): boolean {
  return /^\ufeff?\s*[[{]\s*["{[\]}]/.test(head)
}

/** The first row names the fields. A line is the place in the list, the first one after those names. Throws a HubError where it is no list. */
export async function* jsonRows(texts: Iterable<string>): AsyncGenerator<CsvRow> {
  const members = listIn(parse([...texts].join(''))).map((member) => fieldsOf(member))
  const names = [...new Set(members.flatMap((fields) => [...fields.keys()]))]
  yield { cells: names, line: 1 }
  for (const [at, fields] of members.entries()) {
    yield await Promise.resolve({ cells: names.map((name) => fields.get(name) ?? ''), line: at + 2 })
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, '')) as unknown
  } catch {
    throw new HubError(
      'invalid_message',
      'The file begins as JSON and is none. Save it again from where it comes.',
    )
  }
}

/** A list, an answer with a list, or the pages of one. */
function listIn(json: unknown): object[] {
  if (Array.isArray(json))
    return json.flatMap((one) => (isPage(one) ? listIn(one) : isObject(one) ? [one] : noList()))
  if (!isPage(json)) return noList()
  const name = LISTS.find((each) => Array.isArray(json[each])) ?? ''
  return listIn(json[name])
}

function noList(): never {
  throw new HubError(
    'invalid_message',
    'The JSON file has no list of members. Save the list itself as a file.',
  )
}

function isPage(json: unknown): json is Record<string, unknown> {
  return isObject(json) && LISTS.some((name) => Array.isArray((json as Record<string, unknown>)[name]))
}

function isObject(json: unknown): json is object {
  return typeof json === 'object' && json !== null && !Array.isArray(json)
}

/** What stands in each field, as text; `plan.name` is a field of its own. */
function fieldsOf(member: object, before = '', depth = 1): Map<string, string> {
  const fields = new Map<string, string>()
  for (const [name, value] of Object.entries(member) as [string, unknown][]) {
    const key = `${before}${name}`
    if (isObject(value)) {
      if (depth < MAX_DEPTH)
        for (const [inner, text] of fieldsOf(value, `${key}.`, depth + 1)) fields.set(inner, text)
    } else fields.set(key, textOf(value))
  }
  return fields
}

/** Cards are a list of text; a list of anything else is no cell. */
function textOf(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (Array.isArray(value)) return value.filter((one) => typeof one === 'string').join(' ')
  return typeof value === 'string' ? value : JSON.stringify(value)
}
