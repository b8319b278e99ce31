import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { i18n, loadLaterTexts } from '../../renderer/i18n/index.ts'
import { KEY_GROUPS, keyLabel, KEYS, type HelpLine } from '../../renderer/ui/keys.ts'

const lines = KEY_GROUPS.flatMap((group) => group.lines)

const labelOf = (line: HelpLine): string => (line === 'scan' ? i18n.t('keys.scan') : keyLabel(KEYS[line]))

beforeAll(loadLaterTexts)

describe('the table of keys', () => {
  it('is what the page for the receptionist says, line by line', () => {
    const page = readFileSync('docs/receptionist.md', 'utf8')
    const [, section = ''] = page.split('## Keys')
    const rows = section.split('\n## ')[0]?.match(/^\|.*\|$/gm) ?? []
    const told = rows.slice(2).map((row) => row.split('|').map((cell) => cell.trim()))
    expect(told.map(([, key, does]) => [key, does])).toEqual(
      lines.map((line) => [labelOf(line), i18n.t(`keys.does.${line}`)]),
    )
  })

  it('has each key once, and none that a card can begin with', () => {
    expect([...lines].sort()).toEqual(['scan', ...Object.keys(KEYS)].sort())
    const keys = Object.values(KEYS)
    expect(new Set(keys).size).toBe(keys.length)
    expect(keys.filter((key) => key.replace('Shift+', '').length === 1)).toEqual([])
  })

  it('is where every key of the screen comes from', () => {
    const files = readdirSync('renderer', { recursive: true, encoding: 'utf8' })
    const sources = files.filter(
      (file) => /\.tsx?$/.test(file) && !file.includes('.test.') && file !== join('ui', 'keys.ts'),
    )
    const named = sources.flatMap((file) => {
      const found = readFileSync(join('renderer', file), 'utf8').match(/['"](Shift\+)?F\d{1,2}['"]/g) ?? []
      return found.map((key) => `${file}: ${key}`)
    })
    expect(named).toEqual([])
  })
})
