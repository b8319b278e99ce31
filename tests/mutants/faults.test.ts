import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ROOT } from '../../scripts/project.ts'
import { FAULTS } from './faults/index.ts'

const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8')

// Planting takes minutes, and the slow ones are rarely planted: that they still can be is seen with every change.
describe('the faults that are planted', () => {
  it('have a name each', () => {
    const names = FAULTS.map(({ name }) => name)
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([])
  })

  it('stand once each in the code', () => {
    const astray = FAULTS.filter(
      ({ file, was }) => !existsSync(join(ROOT, file)) || read(file).split(was).length !== 2,
    )
    expect(astray.map(({ name, file }) => `${file}: ${name}`)).toEqual([])
  })

  it('have tests that are there', () => {
    const tests = FAULTS.flatMap(({ caughtBy }) => caughtBy)
    expect(tests.filter((file) => !existsSync(join(ROOT, file)))).toEqual([])
  })
})
