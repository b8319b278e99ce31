import { describe, expect, it } from 'vitest'
import { loadCatalogue } from '../../renderer/i18n/catalogues.ts'
import { IMPORT_REFUSALS } from '../../server/protocol/import-refusals.ts'
import { bareTexts } from '../support/browser/bare-text.ts'
import { firstLoadOf } from '../support/browser/first-load.ts'
import { pageSources, pageStyles, parseSource } from '../support/browser/page-sources.ts'
import { asked, baseOf, flatten, keysIn, textsOf } from '../support/browser/text-keys.ts'

const sources = pageSources()
const keys = [
  ...new Set(
    [
      ...(await textsOf('en')).keys(),
      // English ones are the hub's own sentences.
      ...Object.keys(IMPORT_REFUSALS).map((code) => `files.why.${code}`),
    ].map(baseOf),
  ),
]

describe('text on the page', () => {
  it('comes from the catalogues: none is written into the code', () => {
    expect(sources.length).toBeGreaterThan(100)
    expect(sources.flatMap(bareTexts)).toEqual([])
  })

  it.each([
    ['between tags', '<p>Save</p>'],
    ['in braces', "<p>{'Save'}</p>"],
    ['where it depends', "<p>{isOn ? t('on') : 'Save'}</p>"],
    ['only sometimes', "<p>{isOn && 'Save'}</p>"],
    ['in place of another', "<p>{name ?? 'Save'}</p>"],
    ['around a value', '<p>{`Save ${name}`}</p>'],
    ['for a screen reader', '<button aria-label="Save" />'],
    ['in a prop of ours', "<Button label={'Save'} />"],
    ['in a field', "<Choice options={[{ value: 'a', label: 'Save' }]} />"],
  ])('is found where it is written into the code %s', (_where, code) => {
    const tree = parseSource('x.tsx', `export const x = ${code}`)
    expect(bareTexts({ path: 'x.tsx', tree })).toEqual(['x.tsx:1: Save'])
  })

  it.each([
    ['a key', "<p>{t('save')}</p>"],
    ['a sign', '<p>·</p>'],
    ['a name that no one reads', '<p className="ui-card" data-state="live" />'],
    ['a comparison', "<p>{state === 'live' && t('live')}</p>"],
  ])('is not taken for text where it is %s', (_what, code) => {
    expect(bareTexts({ path: 'x.tsx', tree: parseSource('x.tsx', `export const x = ${code}`) })).toEqual([])
  })
})

describe('keys', () => {
  it('that the code asks for are there', () => {
    const missing = sources
      .flatMap(asked)
      .filter(({ isLast }) => isLast)
      .filter(({ key }) =>
        typeof key === 'string' ? !keys.includes(key) : !keys.some((each) => key.test(each)),
      )
      .map(({ key, place }) => `${place}: ${String(key)}`)
    expect(missing).toEqual([])
  })

  it('that are there are asked for', () => {
    const wanted = sources.map(keysIn)
    const isAsked = (key: string): boolean =>
      wanted.some(({ written, patterns }) => written.has(key) || patterns.some((each) => each.test(key)))
    expect(keys.filter((key) => !isAsked(key))).toEqual([])
  })

  it('that a desk’s first load may ask for are in the first catalogue', async () => {
    const first = firstLoadOf(sources)
    expect(first.length).toBeGreaterThan(100)
    const later = new Set([...flatten(await loadCatalogue('en', 'later')).keys()].map(baseOf))
    const missing = first.flatMap((source) => {
      const { written, patterns } = keysIn(source)
      const isAsked = (key: string): boolean => written.has(key) || patterns.some((each) => each.test(key))
      return [...later].filter(isAsked).map((key) => `${source.path}: ${key}`)
    })
    expect(missing).toEqual([])
  })
})

describe('style sheets', () => {
  it('name no left and no right: those are the other way round in Arabic', () => {
    const physical = /(?:^|[\s{;-])(?:left|right)\s*[:;]|(?:left|right)-(?:radius|width|color|style)/
    const found = pageStyles().flatMap(({ path, text }) =>
      text
        .split('\n')
        .map((line, index) => ({ place: `${path}:${index + 1}`, line }))
        .filter(({ line }) => physical.test(line)),
    )
    expect(found).toEqual([])
  })
})
