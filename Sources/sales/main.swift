import Glibc
import Shell

exit(Command.main(arguments: Array(CommandLine.arguments.dropFirst())))
