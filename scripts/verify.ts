import { verify } from './verify/verify.ts'

const exitCode = await verify(process.argv.slice(2), { out: process.stdout, err: process.stderr })
// A check that failed may have left its sockets open; they do not keep the verdict waiting.
process.exit(exitCode)
