import { cpSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { ROOT } from '../project.ts'
import { preparePackage } from './builder.ts'
import { writeHubFolder } from './hub-folder.ts'

/** `npm run build:hub [-- FOLDER]`: the hub as a server runs it, `dist/hub` where no folder is named, with the licence texts of all in it. */
const folder = resolve(process.argv[2] ?? join(ROOT, 'dist/hub'))
await preparePackage()
writeHubFolder(folder)
cpSync(join(ROOT, 'out/licences'), join(folder, 'licences'), { recursive: true })
process.stdout.write(`${folder}\n`)
