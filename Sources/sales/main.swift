import Glibc
import Shell

exit(Command.main(arguments: CommandWord.ofProgram))
