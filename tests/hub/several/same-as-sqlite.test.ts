import { describe, expect, it } from 'vitest'
import { openHubs } from '../../support/hub/several-hubs.ts'
import { exportedMembers, takeFile } from '../../support/hub/members-files.ts'
import { isServerThere } from '../../support/postgres/databases.ts'

describe.skipIf(!isServerThere())('what a server would do in another way than the file', () => {
  it.each(['Özlem Şahin', 'ÅSA ÖBERG', 'Łukasz Żak', 'Ann Lee'])(
    'knows %s again in a file that comes twice, by the name alone',
    async (name) => {
      const [hub] = await openHubs(1)
      const file = `full_name,phone\n${name},4711\n`
      for (let taken = 0; taken < 2; taken += 1) await takeFile(hub!, file)
      expect(await exportedMembers(hub!)).toHaveLength(1)
    },
  )
})
