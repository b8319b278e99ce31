import { expect, it } from 'vitest'
import { countryOfZone } from './country-of-zone.ts'

it.each([
  ['Europe/Berlin', 'DE'],
  ['Africa/Cairo', 'EG'],
  ['Asia/Kolkata', 'IN'],
  ['America/Sao_Paulo', 'BR'],
  ['UTC', null],
])('%s lies in %s', async (zone, country) => {
  expect(await countryOfZone(zone)).toBe(country)
})
