import subprocess
import sys

from conversations.answers.postcode_directory import is_listed


def test_knows_what_the_directory_lists():
    assert is_listed("DE1", "1JX")
    assert is_listed("SW1A", "1AA")
    assert is_listed("BT1", "1AA")
    assert not is_listed("DE1", "1ZZ")
    assert not is_listed("ZZ9", "9ZZ")


def test_a_file_beside_the_outward_codes_is_none():
    assert not is_listed("A0", "0AA")


def test_the_packages_own_code_and_logger_never_come_in():
    # In a process of its own: another test may have imported the package.
    script = (
        "import sys; from conversations.answers import postcode; postcode.read('DE1 1JX'); postcode.read('nonsense 4711');"
        "print(sorted(m for m in sys.modules if m.startswith('uk_postcodes')))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
    assert done.stderr == ""
