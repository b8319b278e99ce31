import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { writeKioskFile } from '../../../electron/settings/kiosk-file.ts'
import { openHub } from '../hub/hub.ts'
import { ANY_PORT } from './new-pc.ts'
import { openShell, type Host } from './shell.ts'
import { addStaff } from '../hub/staff.ts'
import { temporaryFolder } from '../temporary-folder.ts'

const LIVE = '[data-testid=connection][data-state=live]'

/** A locked host at which a receptionist, anna, may work, in a gym with a manager, mona. */
export async function openKiosk(): Promise<Host> {
  const userData = temporaryFolder()
  const dataFolder = join(userData, 'hub')
  mkdirSync(dataFolder)
  const hub = await openHub(dataFolder, { demo: '10' })
  await addStaff(hub, { username: 'mona', role: 'manager' })
  await addStaff(hub, { username: 'anna' })
  await hub.close()
  writeKioskFile(userData, { role: 'host' })
  const shell = await openShell([`--user-data-dir=${userData}`, '--kiosk'], ANY_PORT)
  await shell.page.waitForSelector(LIVE)
  return { ...shell, dataFolder }
}
