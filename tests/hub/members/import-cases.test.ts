import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ROOT } from '../../../scripts/project.ts'
import { commandHere } from '../../support/hub/command-line.ts'
import { startHub, type TestHub } from '../../support/hub/hub.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

/** A file from the field, the ones that were imported before it, and what is right. */
interface Case {
  file: string
  /** Beside the file's own name, of `file` again or another one. */
  after?: string
  encoding?: string
  /** What a refusal names: line, column, cause. */
  refused?: RegExp
  /** Who is there in the end, by name, with the cards they have. */
  members?: Record<string, string[]>
}

const NAMES = { 'Jürgen Müller': ['CARD-1'], 'Zoë Ødegård': ['CARD-2'] }
const TWINS = { 'Ann Twin': [], 'Bob Twin': [] }

const CASES: Case[] = [
  { file: 'family-card', refused: /^Line 3: credentials has a card of line 2 too/ },
  { file: 'crossing-cards', refused: /^Line 3: credentials has a card of line 2 too/ },
  { file: 'case-only', refused: /^Line 3: credentials has a card of line 2 too/ },
  { file: 'blank-inside-code', refused: /^Line 3: credentials has a card of line 2 too/ },
  ...[1, 2, 3, 4, 5, 6].map((number) => ({ file: `placeholder-${number}`, members: TWINS })),
  { file: 'placeholder-7', refused: /^Line 2: credentials has what a spreadsheet shows/ },
  { file: 'placeholder-8', refused: /^Line 2: credentials has a number that a spreadsheet has shortened/ },
  { file: 'spreadsheet-numbers', refused: /^Line 2: (credentials|phone) has a number that a spreadsheet/ },
  { file: 'status-column', refused: /^Line 3: status says frozen.*Look at these lines too: 4, 5\.$/ },
  { file: 'windows-1252', refused: /^Line 2: full_name .*not UTF-8.*looks like windows-1252.*--encoding/ },
  { file: 'windows-1252', encoding: 'windows-1252', members: NAMES },
  { file: 'windows-1250', refused: /^Line 2: full_name .*not UTF-8.*looks like windows-1250.*--encoding/ },
  {
    file: 'windows-1250',
    encoding: 'windows-1250',
    members: { 'Jiří Dvořák': ['CARD-1'], 'Łukasz Wiśniewski': ['CARD-2'] },
  },
  { file: 'mac-roman', refused: /^Line 2: full_name .*not UTF-8.*looks like macintosh.*--encoding/ },
  { file: 'mac-roman', encoding: 'macintosh', members: NAMES },
  { file: 'bytes-in-note', refused: /^Line 2: note .*not UTF-8.*looks like windows-1252/ },
  { file: 'utf-16-le', members: NAMES },
  { file: 'utf-16-be', members: NAMES },
  { file: 'semicolons', members: NAMES },
  { file: 'tabs', members: NAMES },
  { file: 'sep-line', members: NAMES },
  { file: 'nul-byte', refused: /^Line 2: full_name has a zero byte/ },
  { file: 'days-that-do-not-exist', refused: /^Line 2: birthday must be a day that exists/ },
  { file: 'blank-rows', members: { 'Ann Test': ['CARD-1'] } },
  { file: 'padded-header', members: { 'Ann Test': ['CARD-1'] } },
  { file: 'no-id-no-card', after: 'no-id-no-card', members: { 'Re Peat': [] } },
  {
    file: 'renamed-by-card-2',
    after: 'renamed-by-card-1',
    refused: /^Line 2: full_name is another name/,
    members: { 'Importa Nova': ['IMP-1'] },
  },
  { file: 'invisible-name', refused: /^Line 2: full_name .*(seen|empty)/ },
  { file: 'turned-name', members: { 'Anna greB': [] } },
  { file: 'short-codes', refused: /^Line 2: credentials has a card that no reader is believed/ },
]

interface Answer {
  isDone: boolean
  sentence: string
}

interface Way {
  take: (file: string, encoding: string | undefined) => Promise<Answer>
  members: () => Promise<{ full_name: string; credentials: string[] }[]>
}

const FOLDER = join(ROOT, 'tests/cases/imports')

const pathOf = (file: string): string => join(FOLDER, `${file}.csv`)

function byCommandLine(): Way {
  const folder = temporaryFolder()
  return {
    async take(file, encoding) {
      const named = encoding === undefined ? [] : ['--encoding', encoding]
      const ran = await commandHere(['members', 'import', pathOf(file), '--data', folder, ...named])
      expect([0, 2]).toContain(ran.code)
      return { isDone: ran.code === 0, sentence: ran.err }
    },
    async members() {
      const { code, out } = await commandHere(['members', 'export', '--format', 'json', '--data', folder])
      // Where nothing was ever taken over there is no gym yet.
      return code === 0 ? (JSON.parse(out) as []) : []
    },
  }
}

function overHttp(hub: TestHub): Way {
  return {
    async take(file, encoding) {
      const response = await hub.fetch(
        `api/v1/members/import${encoding === undefined ? '' : `?encoding=${encoding}`}`,
        { method: 'POST', body: readFileSync(pathOf(file)), headers: { 'content-type': 'text/csv' } },
      )
      expect([200, 400]).toContain(response.status)
      const { error } = (await response.json()) as { error?: { message: string } }
      return { isDone: response.ok, sentence: error?.message ?? '' }
    },
    members: async () => (await hub.fetch('api/v1/members/export?format=json')).json() as Promise<[]>,
  }
}

async function expectRight(way: Way, { file, after, encoding, refused, members = {} }: Case): Promise<void> {
  if (after !== undefined) expect(await way.take(after, encoding)).toMatchObject({ isDone: true })
  const { isDone, sentence } = await way.take(file, encoding)
  expect(isDone).toBe(refused === undefined)
  expect(sentence.replace(/^There are no data.*\n/, '').trim()).toMatch(refused ?? /^$/)
  const there = await way.members()
  expect(Object.fromEntries(there.map((member) => [member.full_name, member.credentials]))).toEqual(members)
  expect(there).toHaveLength(Object.keys(members).length)
}

const TITLES = CASES.map((one) => {
  const [how, again] = [one.encoding && ` as ${one.encoding}`, one.after && ` after ${one.after}`]
  return [`${one.file}${how ?? ''}${again ?? ''}`, one.refused ? 'refused' : 'read', one] as const
})

it('each file from the field is tried', () => {
  const tried = new Set(CASES.flatMap(({ file, after }) => [file, after ?? file]))
  const files = readdirSync(FOLDER).map((name) => name.replace(/\.csv$/, ''))
  expect([...tried].sort()).toEqual(files.sort())
})

describe('a members file from the field, by the command line,', () => {
  it.each(TITLES)('%s is %s', async (_file, _outcome, one) => expectRight(byCommandLine(), one))
})

describe('a members file from the field, over HTTP,', () => {
  it.each(TITLES)('%s is %s', async (_file, _outcome, one) => expectRight(overHttp(await startHub()), one))
})
