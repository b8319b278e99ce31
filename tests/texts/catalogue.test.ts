import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const ROOT = join(import.meta.dirname, '../..')

interface Named {
  test: string
  titles: string[]
}

/** A test's path in backquotes, and the titles in quotation marks behind it. */
const NAMED = /`((?:[a-z0-9-]+\/)+[a-z0-9-]+)`([^`]*)/g

const rows = readFileSync(join(ROOT, 'docs/catalogue.md'), 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| ') && !line.startsWith('| -'))
  .map((line) => line.split('|').slice(1, -1).at(-1)?.trim() ?? '')
  .filter((cell) => !cell.startsWith('test'))

const named: Named[] = rows.flatMap((row) =>
  [...row.matchAll(NAMED)].map(([, test = '', after = '']) => ({
    test,
    titles: [...after.matchAll(/“([^”]+)”/g)].map(([, title = '']) => title),
  })),
)

const filesOf = (test: string): string[] =>
  [`tests/${test}.test.ts`, `${test}.test.ts`].filter((path) => existsSync(join(ROOT, path)))

it('each row names a test, or says why there is none', () => {
  expect(rows.length).toBeGreaterThan(150)
  expect(rows.filter((row) => row.search(NAMED) < 0 && !row.startsWith('none: '))).toEqual([])
})

it('each test that is named is one file', () => {
  expect(named.map(({ test }) => test).filter((test) => filesOf(test).length !== 1)).toEqual([])
})

it('each title that is named is in its file', () => {
  const missing = named.flatMap(({ test, titles }) => {
    const source = filesOf(test)
      .map((path) => readFileSync(join(ROOT, path), 'utf8'))
      .join('')
    return titles.filter((title) => !source.includes(title)).map((title) => `${test}: ${title}`)
  })
  expect(missing).toEqual([])
})
