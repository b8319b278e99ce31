import type { Argument, Command, CommanderError } from 'commander'
import { SettingError } from '../platform/setting-error.ts'

/** What there is to say of a line that commander does not understand: one sentence. Help and version go on as they are. */
export function refusalOf(error: CommanderError, command: Command): Error {
  const sentence = SENTENCES[error.code]?.(command, error)
  return sentence === undefined ? error : new SettingError(sentence)
}

const SENTENCES: Record<string, (command: Command, error: CommanderError) => string> = {
  'commander.unknownOption': unknownOption,
  'commander.unknownCommand': unknownCommand,
  'commander.optionMissingArgument': (_command, { message }) =>
    `${/--[\w-]+/.exec(message)?.[0] ?? 'An option'} needs a value.`,
  'commander.missingArgument': (command) => {
    const missing = command.registeredArguments[command.args.length]?.name() ?? 'more'
    return `${nameOf(command)} needs ${missing}: ${usageOf(command)}.`
  },
  'commander.excessArguments': (command) => {
    const surplus = command.args[command.registeredArguments.length] ?? ''
    return `${nameOf(command)} does not take "${surplus}": ${usageOf(command)}.`
  },
}

function unknownOption(command: Command): string {
  const [given = '', value] = command.args.find((word) => word.startsWith('-'))?.split('=', 2) ?? []
  const known = optionsOf(command)
  if (value !== undefined && known.includes(given)) return `${given} takes no value.`
  const order = command.parent === null ? ' Options of a command stand after it.' : ''
  return `${nameOf(command)} does not take ${given}. It takes: ${known.join(', ')}.${order}`
}

function unknownCommand(command: Command): string {
  const group = command.parent === null ? '' : `${command.name()} `
  const known = command.commands.map((one) => `${group}${one.name()}`).join(', ')
  return `There is no command "${group}${command.args[0] ?? ''}". There are: ${known}. See: hub --help.`
}

/** The options of a command and of those above it, as one types them; not those that print and end. */
function optionsOf(command: Command): string[] {
  const own = command.options
    .filter((option) => option.name() !== 'version')
    .map(({ flags }) => flags.replace(/[<>]/g, ''))
  return command.parent === null ? own : [...own, ...optionsOf(command.parent)]
}

/** `staff add` for the command with this name in this group, `hub` for the whole. */
function nameOf(command: Command): string {
  const group = command.parent
  return group === null || group.parent === null ? command.name() : `${nameOf(group)} ${command.name()}`
}

function usageOf(command: Command): string {
  const words = command.registeredArguments.map((argument: Argument) => argument.name())
  return ['hub', nameOf(command), ...words].join(' ')
}
