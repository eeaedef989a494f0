def run(program, root, count): pass
