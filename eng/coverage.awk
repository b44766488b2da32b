# Adds up Cobertura reports by the rooms of the packages, which are their folders. What any of the runs has run counts.

function attribute(name) {
  return match($0, " " name "=\"[^\"]*\"") ? substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 4) : ""
}

function percent(part, whole) {
  return whole ? sprintf("%6.2f %%", 100 * part / whole) : "    none"
}

function row(room) {
  return sprintf("%-34s %s of %5d lines   %s of %5d branches",
    room, percent(linesRun[room], lines[room]), lines[room], percent(branchesRun[room], branches[room]), branches[room])
}

# Paths start at src/ or at a project, as the compiler was told them.
/<class / {
  file = attribute("filename")
  sub(/.*src\//, "", file)
  count = split(file, parts, "/")
  room = parts[1] "/" (count > 2 ? parts[2] : "(root)")
}

# A class has its lines once for each method, and then all together, which are the ones that count.
/<methods>/ { inMethods = 1 }
/<\/methods>/ { inMethods = 0 }

/<line / && !inMethods {
  # What a compiler makes of a lambda or an iterator is a class that names the same line again.
  place = file ":" attribute("number")
  if (!(place in isRun)) {
    isRun[place] = 0
    lines[room]++; lines["all"]++; linesOf[file]++
  }

  if (attribute("hits") > 0 && !isRun[place]) {
    isRun[place] = 1
    linesRun[room]++; linesRun["all"]++; linesRunOf[file]++
  }

  # As in condition-coverage="75% (3/4)".
  if (split(attribute("condition-coverage"), parts, /[(\/)]/) > 2) {
    if (!(place in branchesAt)) {
      branchesAt[place] = parts[3]
      branches[room] += parts[3]; branches["all"] += parts[3]
    }

    if (parts[2] > branchesRunAt[place]) {
      branchesRun[room] += parts[2] - branchesRunAt[place]; branchesRun["all"] += parts[2] - branchesRunAt[place]
      branchesRunAt[place] = parts[2]
    }
  }
}

END {
  for (room in lines) if (room != "all") print row(room) | "sort"
  close("sort")
  print row("all")
  print "\nLines that no test runs:"
  fflush()
  for (file in linesOf) {
    if (linesOf[file] > linesRunOf[file]) {
      printf "%5d of %4d  %s\n", linesOf[file] - linesRunOf[file], linesOf[file], file | "sort -rn | head -25"
    }
  }
  close("sort -rn | head -25")
}
