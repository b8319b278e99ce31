/** Where a command line was typed: what it knows of its environment, and where its answers go. */
export interface Terminal {
  env: NodeJS.ProcessEnv
  out: NodeJS.WritableStream
  err: NodeJS.WritableStream
}
