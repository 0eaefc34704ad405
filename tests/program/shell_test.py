"""Tests of the program's completions and man pages: TEMA=path/to/tema python3 shell_test.py"""

import os
import pty
import re
import select
import shutil
import subprocess
import tempfile
import time
import unittest
from pathlib import Path

TEMA = os.environ["TEMA"]
PROJECT = Path(__file__).parents[2]


def printed(*arguments):
    return subprocess.run([TEMA, *arguments], capture_output=True, check=True).stdout.decode()


COMMANDS = re.findall(r"^  (\w+)  ", printed("--help").partition("Subcommands:")[2], re.M)


def options(*command):
    """The names of a command's options, as --help has them."""
    lines = re.findall(r"^  (-\S+)", printed(*command, "--help"), re.M)
    return {name for line in lines for name in re.sub(r"\{.*?\}", "", line).split(",")}


def choices(command, option):
    """The values between the braces behind an option, in --help."""
    return re.search(rf"^  {option} [A-Z:]*\{{(.*?)\}}", printed(command, "--help"), re.M).group(1).split(",")


def needs(tool):
    return unittest.skipUnless(shutil.which(tool), f"{tool} is not installed")


class ShellTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        (self.folder / "model.safetensors").touch()

    def script(self, shell, name="script"):
        path = self.folder / name
        path.write_text(printed("--completion", shell))
        return path

    def typed(self, shell, typed, awaited):
        """Types into a shell on a terminal until it shows what is awaited."""
        child, terminal = pty.fork()
        if child == 0:
            os.chdir(self.folder)
            os.execvpe(shell[0], shell, {"PATH": os.environ["PATH"], "TERM": "dumb", "LC_ALL": "C.UTF-8", "HOME": str(self.folder)})
        shown = b""
        try:
            os.write(terminal, typed.encode())
            end = time.monotonic() + 20
            while awaited.encode() not in shown and time.monotonic() < end:
                if select.select([terminal], [], [], 0.5)[0]:
                    shown += os.read(terminal, 4096)
        except OSError:  # the shell has gone
            pass
        finally:
            os.kill(child, 9)
            os.close(terminal)
            os.waitpid(child, 0)
        self.assertIn(awaited, shown.decode(errors="replace"))


class Help(unittest.TestCase):
    def test_it_is_read_as_it_stands(self):
        self.assertGreaterEqual(len(COMMANDS), 7)
        self.assertLessEqual({"-h", "--help", "--no-fold", "--fold", "--numbers"}, options("vectorize"))
        self.assertEqual(choices("topics", "--format"), ["text", "json"])

    def test_options_that_take_a_file_say_so(self):
        named = set(re.findall(r"(--[a-z-]+) FILE", (PROJECT / "cmake/docs/program.md").read_text()))
        self.assertGreater(len(named), 5)
        help_of_all = printed("--help") + "".join(printed(command, "--help") for command in COMMANDS)
        self.assertEqual(named - set(re.findall(r"(--[a-z-]+) FILE", help_of_all)), set())
        self.assertNotRegex(help_of_all, "UINT|FLOAT")

    def test_there_are_no_others(self):
        for arguments in (("--completion", "csh"), ("--man", "nothing"), ("--man",)):
            done = subprocess.run([TEMA, *arguments], capture_output=True)
            self.assertEqual((done.returncode, done.stdout), (2, b""))


@needs("bash")
class Bash(ShellTest):
    def completed(self, *words):
        """What the function suggests for the last word; None where bash itself completes nothing, either."""
        lines = f'compopt() {{ echo no files; }}\nsource {self.script("bash")}\nCOMP_WORDS=("$@")\nCOMP_CWORD=$(($# - 1))\n'
        lines += '_tema\nprintf "%s\\n" "${COMPREPLY[@]}"'
        done = subprocess.run(["bash", "-c", lines, "bash", *words], capture_output=True, check=True)
        self.assertEqual(done.stderr, b"")
        suggestions = done.stdout.decode().split("\n")[:-1]
        return None if suggestions[0] == "no files" else [word for word in suggestions if word]

    def test_it_is_sound_and_registers_itself(self):
        path = self.script("bash")
        self.assertEqual(subprocess.run(["bash", "-n", path], capture_output=True).stderr, b"")
        done = subprocess.run(["bash", "-c", f"source {path}; complete -p tema"], capture_output=True, check=True)
        self.assertIn(b"-F _tema tema", done.stdout)

    def test_commands_and_options_are_those_of_help(self):
        self.assertEqual(self.completed("tema", ""), COMMANDS)
        self.assertEqual(set(self.completed("tema", "-")), options())
        for command in COMMANDS:
            self.assertEqual(set(self.completed("tema", command, "-")), options(command) | {"--config"}, command)
        self.assertEqual(self.completed("tema", "--config", "topics", "tok"), ["tokenize"])

    def test_values(self):
        for words in (("--format", ""), ("--format", "="), ("--format", "=", "")):
            self.assertEqual(self.completed("tema", "topics", *words), ["text", "json"])
        self.assertEqual(self.completed("tema", "tokenize", "--numbers", "d"), ["drop"])
        self.assertEqual(self.completed("tema", "--man", "ev"), ["evaluate"])
        self.assertIsNone(self.completed("tema", "topics", "--seed", ""))
        self.assertEqual(self.completed("tema", "topics", "--model", ""), [])  # bash completes the names of files

    def test_files(self):
        bash = ["bash", "--noprofile", "--norc", "-i"]
        self.typed(bash, f"source {self.script('bash')}\ntema info mod\t", "info model.safetensors")
        self.typed(bash, f"source {self.script('bash')}\ntema topics --model mod\t", "--model model.safetensors")


@needs("zsh")
class Zsh(ShellTest):
    def typed_in_zsh(self, typed, awaited):
        (self.folder / ".zshrc").write_text(f"PS1='> '; fpath=({self.folder} $fpath); autoload -Uz compinit; compinit -u -D\n")
        self.script("zsh", "_tema")
        self.typed(["zsh", "-i"], typed, awaited)

    def test_it_is_sound(self):
        done = subprocess.run(["zsh", "-n", self.script("zsh")], capture_output=True)
        self.assertEqual((done.returncode, done.stderr), (0, b""))

    def test_commands_and_options_are_those_of_help(self):
        cases = re.findall(r"^        (\w+)\)\n(.*?) ;;$", printed("--completion", "zsh"), re.M | re.S)
        self.assertEqual([command for command, _ in cases], COMMANDS)
        for command, case in cases:
            named = {name for name in re.findall(r"^ +'\*?(--?[a-z][a-z0-9-]*)=?\[", case, re.M)}
            self.assertEqual(named, options(command) | {"--config"}, command)

    def test_it_completes(self):
        self.typed_in_zsh("tema vec\t", "tema vectorize")
        self.typed_in_zsh("tema topics --keep\t", "topics --keep-numbers")
        self.typed_in_zsh("tema topics --stemming snow\t", "--stemming snowball")
        self.typed_in_zsh("tema topics --stemming=lea\t", "--stemming=learned")
        self.typed_in_zsh("tema topics --model mod\t", "--model model.safetensors")
        self.typed_in_zsh("tema info mod\t", "info model.safetensors")


@needs("fish")
class Fish(ShellTest):
    def completed(self, line):
        environment = {"PATH": os.environ["PATH"], "HOME": str(self.folder), "LC_ALL": "C.UTF-8"}
        command = ["fish", "--no-config", "-c", f"source {self.script('fish')}; complete -C '{line}'"]
        done = subprocess.run(command, capture_output=True, check=True, cwd=self.folder, env=environment)
        self.assertEqual(done.stderr, b"")
        return {suggestion.partition("\t")[0] for suggestion in done.stdout.decode().splitlines()}

    def test_commands_and_options_are_those_of_help(self):
        self.assertEqual(self.completed("tema "), set(COMMANDS))
        self.assertEqual(self.completed("tema -"), options())
        for command in COMMANDS:
            self.assertEqual(self.completed(f"tema {command} -"), options(command) | {"--config"}, command)

    def test_values_and_files(self):
        self.assertEqual(self.completed("tema topics --format "), {"text", "json"})
        self.assertEqual(self.completed("tema tokenize --numbers=d"), {"--numbers=drop"})
        self.assertEqual(self.completed("tema topics --seed "), set())
        self.assertEqual(self.completed("tema topics --model mod"), {"model.safetensors"})
        self.assertEqual(self.completed("tema info mod"), {"model.safetensors"})


class ManPages(ShellTest):
    pages = {command: printed("--man", command) for command in ("tema", *COMMANDS)}

    def test_they_have_all_of_help(self):
        for command, page in self.pages.items():
            plain = page.replace("\\-", "-")
            arguments = () if command == "tema" else (command,)
            named = set(re.findall(r"\\fB(-[^\\]*)\\fR", plain))
            self.assertEqual(named, options(*arguments), command)
            self.assertIn(printed(*arguments, "--help").split("\n")[0], plain)
            for other in self.pages:
                if other != command:
                    self.assertIn("tema(1)" if other == "tema" else f"tema-{other}\\fR(1)", plain.replace("\\fBtema\\fR", "tema"))
        for choice in choices("topics", "--stemming"):
            self.assertIn(choice, self.pages["topics"])

    def test_examples_stand_as_they_are(self):
        self.assertIn("tema topics \\-\\-sample\n", self.pages["topics"].partition(".SH EXAMPLES\n.nf\n")[2])
        self.assertIn("\\fBtema topics\\fR [\\fIOPTIONS\\fR] [\\fICORPUS\\fR]\n", self.pages["topics"])

    def written(self):
        for command, page in self.pages.items():
            path = self.folder / f"{command}.1"
            path.write_text(page, encoding="ascii")
            yield path

    @needs("groff")
    def test_groff_has_nothing_to_say(self):
        for path in self.written():
            done = subprocess.run(["groff", "-man", "-ww", "-z", path], capture_output=True)
            self.assertEqual((done.returncode, done.stderr), (0, b""))

    @needs("mandoc")
    def test_mandoc_misses_nothing_but_a_date(self):
        for path in self.written():
            done = subprocess.run(["mandoc", "-T", "lint", "-W", "warning", path], capture_output=True)
            lines = [line for line in done.stdout.decode().splitlines() if "missing date" not in line]
            self.assertEqual(lines, [])


if __name__ == "__main__":
    unittest.main()
