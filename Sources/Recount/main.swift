import Terminal

await Program.run(Recount.self)
